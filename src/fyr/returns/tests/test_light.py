"""A partner on a bad line and a phone: what a page asks for, all of it, is little."""

from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from tests.routes import build, sign_in

pytestmark = pytest.mark.django_db
MOST = 100_000


class Assets(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.found += [told[name] for name in ("src", "href") if tag in ("script", "link") and told.get(name)]


def weight(client, address):
    """Bytes of a first visit: the page as it is, and its files as the server packs them."""
    answer = client.get(address)
    assert answer.status_code == 200
    reader = Assets()
    reader.feed(answer.content.decode())
    files = [finders.find(one.partition("/static/")[2]) for one in reader.found]
    packed = sum(len(brotli.compress(Path(file).read_bytes())) for file in files if file)
    assert files, "a page without any style would be no page of ours"
    return answer, len(answer.content) + packed


@pytest.mark.parametrize("who", ["radu", "sofia"])
def test_the_first_page_of_a_partner_weighs_under_a_hundred_kilobytes_with_everything(client, cast, who):
    world = build(cast)
    sign_in(client, cast[who])
    for address in ("/", "/returns/", f"/returns/record/{world.values['return_id']}/"):
        answer, bytes_ = weight(client, address)
        assert bytes_ < MOST, (address, bytes_)
        # The fonts of the device do: Fyr's own would come on top.
        assert b"data-light" in answer.content


def test_whoever_works_here_keeps_the_font(client, cast):
    build(cast)
    sign_in(client, cast["alma"])
    assert b"data-light" not in client.get("/").content
