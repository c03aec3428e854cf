"""The quick exit: whatever the state of her session, an everyday page opens and nothing of Fyr is shown."""

import pytest
from django.conf import settings
from django.test import Client

from tests.routes import sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("member", ["alma", None])
def test_it_leads_to_the_everyday_page_even_without_a_token(cast, member):
    client = Client(enforce_csrf_checks=True)
    if member:
        plain = Client()
        sign_in(plain, cast[member])
        client.cookies = plain.cookies
    answer = client.post("/exit/")
    assert (answer.status_code, answer.url) == (303, settings.QUICK_EXIT)
    assert answer.headers["Clear-Site-Data"]
    assert client.get("/").status_code == 302
