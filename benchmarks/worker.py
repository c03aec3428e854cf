# ruff: noqa: E402 - Django is set up before its models are imported
"""`python -m benchmarks.worker`: serves one database's pages from its own process, one round for each line it reads.

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
from uuid import UUID

os.environ["DJANGO_SETTINGS_MODULE"] = "fyr.settings"
import django

django.setup()

from django.test import Client, override_settings

from fyr.access.models import Member
from fyr.access.scope import whole_node
from fyr.cases.models import Case
from fyr.journal.middleware import JournalMiddleware

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


def main() -> int:
    told, imported = cases()
    alma, anyone = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    with override_settings(MIDDLEWARE=BARE):
        anyone.handler.load_middleware()
    with whole_node():
        alma.post(f"/sign-in/card/{Member.objects.get(email='alma@fyr.example').pk}/")
    for tail in ("", f"{told}/", *(f"{case}/" for case in imported)):
        same_page(alma, tail)
    # What was loaded by now is not looked through for garbage in the middle of some page or other.
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        page, number = line.split()
        visits = [
            ("bare", anyone, "/plain/bare/", False),
            *visits_of(page, alma, told, imported[int(number) % RECORDS]),
        ]
        # In another order each time, the same at both sizes: what the visit before leaves in the caches favours none.
        random.Random(int(number)).shuffle(visits)
        seconds = {name: timed(*visit) for name, *visit in visits}
        print(json.dumps(seconds), flush=True)
    return 0


def visits_of(page: str, alma: Client, told: UUID, imported: UUID) -> list[tuple[str, Client, str, bool]]:
    """The page as it is, without the journal's write, and over plain columns where it has such a measure."""
    if page in ("day", "search"):
        address = {"day": "/", "search": "/cases/search/"}[page]
        return [("fyr", alma, address, True), ("unwritten", alma, address, False)]
    tail = {"list": "", "case": f"{told}/", "record": f"{imported}/"}[page]
    pages = [("fyr", alma, f"/cases/{tail}", True), ("unwritten", alma, f"/cases/{tail}", False)]
    return [*pages, ("plain", alma, f"/plain/{tail}", False)]


def cases() -> tuple[UUID, list[UUID]]:
    """The case that the story tells most about, and imported ones with a record and no more."""
    with whole_node():
        told = Case.objects.filter(unit__code="region-syd", protection="none").order_by("opened_at").first()
        imported = Case.objects.filter(alias__isnull=True, unit__code="region-syd").order_by("pk")[:RECORDS]
        return told.pk, [case.pk for case in imported]


def same_page(client: Client, tail: str) -> None:
    """The measure is worth something only while it shows, word for word, what the page itself shows."""
    shown, measure = (main_of(client.get(f"/{root}/{tail}").content.decode()) for root in ("cases", "plain"))
    if shown != measure:
        raise SystemExit(f"/cases/{tail} and its measure differ.")


def main_of(html: str) -> str:
    """What is between <main> and </main>, without the address of the next page."""
    return re.sub(r"\?after=[^\"]*", "", html[html.index("<main") : html.index("</main>")])


def timed(client: Client, address: str, journalled: bool) -> float:
    with writing(journalled):
        start = time.perf_counter()
        # A name that hundreds of cases begin with, and one of their sounds.
        answer = client.post(address, {"q": "Mari"}) if "search" in address else client.get(address)
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
