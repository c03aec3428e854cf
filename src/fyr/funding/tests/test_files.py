"""Files through the browser: grants of others, vouchers, attachments."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fyr.funding.actions import imports
from fyr.funding.models import Attachment, GrantImport, PublishedGrant, Voucher
from fyr.vault.models import Wrap
from tests.routes import PRIVATE, build, sign_in

pytestmark = pytest.mark.django_db

GRANT = {
    "id": "360G-other-1",
    "title": "Stöd",
    "description": "Stöd till utsatta",
    "currency": "SEK",
    "amountAwarded": 1000.5,
    "awardDate": "2026-01-02",
    "fundingOrganization": [{"id": "SE-ON-5560000001", "name": "Fonden"}],
    "recipientOrganization": [{"id": "SE-ON-8020000002", "name": "Föreningen"}],
}


@pytest.fixture
def world(cast):
    return build(cast)


def send(client, name, content, **more):
    told = {"key": str(uuid.uuid4()), "file": SimpleUploadedFile("in", content), **more}
    return client.post(reverse(name), told)


def test_grants_of_others_are_checked_confirmed_and_taken_in(client, cast, world):
    sign_in(client, cast["farida"])
    answer = send(client, "funding:import", json.dumps({"grants": [GRANT]}).encode())
    job = GrantImport.objects.get(state="checked")
    assert answer.url == reverse("funding:import_state", args=[job.pk])
    assert not PublishedGrant.objects.filter(imported=True).exists(), "nothing before she confirms"
    client.post(reverse("funding:import_start", args=[job.pk]), {"key": str(uuid.uuid4())})
    assert "Refresh" in client.get(answer.url).headers
    imports.run_waiting()
    assert PublishedGrant.objects.get(imported=True).amount == 1000_50
    assert "Refresh" not in client.get(answer.url).headers


def test_a_wrong_file_of_grants_says_what_to_do_and_nothing_of_it_is_kept(client, cast, world):
    sign_in(client, cast["farida"])
    broken = {**GRANT, "amountAwarded": "tusen"}
    page = client.get(send(client, "funding:import", json.dumps({"grants": [broken]}).encode()).url).content.decode()
    assert "amountAwarded" in page and "tusen" in page
    assert not PublishedGrant.objects.filter(imported=True).exists()


def test_nobody_else_sees_an_import(client, cast, world):
    sign_in(client, cast["lova"])
    assert client.get(reverse("funding:import_state", args=[world.values["incoming_id"]])).status_code == 404


def test_vouchers_are_laid_beside_the_payments(client, cast, world):
    sign_in(client, cast["farida"])
    unit = cast["farida"].rights.units("funding.write")[0]
    lines = "voucher;date;amount;currency;text\nV-2024-101;2024-05-06;300000;SEK;IOM\nV-9;2024-05-07;12,50;SEK;Okänd\n"
    assert send(client, "funding:take_vouchers", lines.encode(), unit=unit).status_code == 302
    assert Voucher.objects.count() == 2
    page = client.get(reverse("funding:accounting")).content.decode()
    assert "V-9" in page and "V-2024-102" in page and "V-2024-101" not in page


def test_a_file_added_in_the_browser_opens_for_the_other_side(client, cast, world):
    sign_in(client, cast["nina"])
    address = reverse("funding:grant_attach", args=[world.values["grant_id"]])
    told = {"key": str(uuid.uuid4()), "title": "Intyg", "file": SimpleUploadedFile("in.txt", b"Intyg i text")}
    assert client.post(address, told).status_code == 302
    sign_in(client, cast["farida"])
    page = client.get(reverse("funding:grant", args=[world.values["grant_id"]])).content.decode()
    assert "Intyg" in page


def test_an_attachment_opens_for_both_sides_and_is_gone_with_its_key(client, cast, world):
    address = reverse("funding:attachment", args=[world.values["attachment_id"]])
    for name in ("farida", "nina"):
        sign_in(client, cast[name])
        answer = client.get(address)
        assert answer.content == f"{PRIVATE} file".encode()
        assert answer.headers["Content-Disposition"].startswith("attachment")
    client.post(reverse("funding:attachment_remove", args=[world.values["attachment_id"]]), {"key": str(uuid.uuid4())})
    assert client.get(address).status_code == 404
    assert not Wrap.objects.filter(subject=world.values["attachment_id"]).exists()
    assert Attachment.objects.get().removed_by == cast["nina"]
