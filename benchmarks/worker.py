# ruff: noqa: E402 - Django is set up before its models are imported
"""`python -m benchmarks.worker pages` (or `returns`): serves one database's pages from its own process, one round for each
line it reads.

In: `list 7` (page and round; the search is for a name that many carry). Out: JSON, seconds of the page as it is ("fyr"), without the journal's write
("unwritten"), over plain columns ("plain"), and of an anonymous bare Django page ("bare").
"""

import gc
import json
import os
import random
import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import unified_diff
from itertools import islice

os.environ["DJANGO_SETTINGS_MODULE"] = "fyr.settings"
import django

django.setup()

from django.test import Client, override_settings

from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.cases.models import Case
from fyr.journal.middleware import JournalMiddleware
from fyr.returns.models import Return

# What `django-admin startproject` switches on.
BARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
RECORDS = 20
DAY, SEARCH = "/", "/cases/search/"


def main() -> int:
    who, addresses = WORK[sys.argv[1]]
    member, anyone = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    with override_settings(MIDDLEWARE=BARE):
        anyone.handler.load_middleware()
    with whole_node():
        pages = addresses()
        member.post(f"/sign-in/card/{Member.objects.get(email=who).pk}/")
    for one in pages.values():
        for address in one if has_measure(one[0]) else ():
            same_page(member, address)
    # What was loaded by now is not looked through for garbage in the middle of some page or other.
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        page, number = line.split()
        address = pages[page][int(number) % len(pages[page])]
        visits = [("bare", anyone, "/plain/bare/", False), *visits_of(address, member)]
        # In another order each time, the same at both sizes: what the visit before leaves in the caches favours none.
        random.Random(int(number)).shuffle(visits)
        seconds = {name: timed(*visit) for name, *visit in visits}
        print(json.dumps(seconds), flush=True)
    return 0


def visits_of(address: str, member: Client) -> list[tuple[str, Client, str, bool]]:
    """The page as it is, without the journal's write, and over plain columns where it has such a measure."""
    pages = [("fyr", member, address, True), ("unwritten", member, address, False)]
    return [*pages, ("plain", member, f"/plain{address}", False)] if has_measure(address) else pages


def has_measure(address: str) -> bool:
    return address not in (DAY, SEARCH)


def cases() -> dict[str, list[str]]:
    """The case that the story tells most about, and imported ones with a record and no more."""
    told = Case.objects.filter(unit__code="region-syd", protection="none").order_by("opened_at").first()
    imported = Case.objects.filter(alias__isnull=True, unit__code="region-syd").order_by("pk")[:RECORDS]
    return {
        "list": ["/cases/"],
        "case": [f"/cases/{told.pk}/"],
        "record": [f"/cases/{case.pk}/" for case in imported],
        "day": [DAY],
        "search": [SEARCH],
    }


def returns() -> dict[str, list[str]]:
    """Copies of the one that is told in full: hers is an imported case."""
    copies = Return.objects.filter(case__alias__isnull=True).order_by("pk")[:RECORDS]
    return {"list": ["/returns/"], "return": [f"/returns/record/{ret.pk}/" for ret in copies], "day": [DAY]}


# Who looks at what.
WORK = {"pages": ("alma@fyr.example", cases), "returns": ("elsa@fyr.example", returns)}


def same_page(client: Client, address: str) -> None:
    """The measure is worth something only while it shows, word for word, what the page itself shows."""
    shown, measure = (main_of(client.get(f"{root}{address}").content.decode()) for root in ("", "/plain"))
    if shown != measure:
        apart = unified_diff(shown.splitlines(), measure.splitlines(), "page", "measure", n=0, lineterm="")
        raise SystemExit("\n".join([f"{address} and its measure differ.", *islice(apart, 12)]))


def main_of(html: str) -> str:
    """What is between <main> and </main>, without the address of the next page and the keys of forms."""
    return re.sub(r"\?after=[^\"]*|(?<= value=\")[\w-]{36,}", "", html[html.index("<main") : html.index("</main>")])


def timed(client: Client, address: str, journalled: bool) -> float:
    with writing(journalled):
        start = time.perf_counter()
        # A name that hundreds of cases begin with, and one of their sounds.
        answer = client.post(address, {"q": "Mari"}) if address == SEARCH else client.get(address)
        took = time.perf_counter() - start
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return took


@contextmanager
def writing(journalled: bool) -> Iterator[None]:
    """The middleware as it is, or with its one write left out."""
    write = JournalMiddleware._write
    if not journalled:
        JournalMiddleware._write = lambda *_: None
    try:
        yield
    finally:
        JournalMiddleware._write = write


if __name__ == "__main__":
    sys.exit(main())
