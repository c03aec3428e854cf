"""What everybody sees, and what nobody does."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from fyr.access import scope
from fyr.funding import public, reminders
from fyr.funding.actions import decisions, parties
from fyr.funding.interchange.formats import FORMATS
from fyr.funding.models import Condition, Decision, Grant, Party, PublishedDecision, PublishedGrant
from fyr.work import outbox
from tests.routes import PRIVATE, SECRET, build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(cast):
    return build(cast)


def everything(client):
    """All that reaches somebody who has not signed in: pages in both languages, and every format."""
    told = []
    for language in ("sv", "en"):
        client.cookies["fyr_language"] = language
        told.append(client.get(reverse("funding:public")).content)
        told.append(client.get(reverse("funding:public"), {"q": SECRET}).content.replace(SECRET.encode(), b""))
        told += [
            client.get(reverse("funding:public_decision", args=[one.pk])).content
            for one in PublishedDecision.objects.all()
        ]
    told += [client.get(reverse("funding:public_download", args=[code])).content for code in FORMATS]
    return b"\n".join(told)


def test_no_word_of_a_case_and_none_that_a_recipient_wrote_reaches_the_public(client, world):
    told = everything(client)
    assert "Återvändandeprogrammet ÅMP".encode() in told
    assert [
        word for word in (SECRET, PRIVATE, world.case.ref, "Farida", "Gunnar", "@fyr.example") if word.encode() in told
    ] == []


def test_a_protected_recipient_is_its_kind_and_county_in_every_channel(client, world):
    shelter = Party.objects.get(protected=True)
    told = everything(client)
    assert shelter.name.encode() not in told
    assert shelter.pk.hex[:12].encode() not in told
    assert "Skåne län".encode() in told


def test_an_organisation_that_becomes_protected_leaves_the_page_at_once(client, cast, world):
    town = Party.objects.get(name="Exempelstads kommun")
    assert town.name.encode() in everything(client)
    scope.enter(cast["farida"].pk, cast["farida"].rights)
    fields = ("name", "kind", "list_code", "number", "country", "county", "website", "unit")
    told = {name: getattr(town, name) for name in fields} | {"protected": True}
    parties.change_party(by=cast["farida"], party=town, version=town.version, **told)
    assert town.name.encode() not in everything(client)


def test_a_decision_that_is_taken_off_the_page_is_nowhere(client, cast, world):
    decision = Decision.objects.get(kind="direct")
    decisions.hide(by=cast["farida"], decision=decision)
    assert client.get(reverse("funding:public_decision", args=[decision.pk])).status_code == 404
    assert decision.title.encode() not in everything(client)
    assert not PublishedGrant.objects.filter(pk__in=Grant.objects.filter(decision=decision)).exists()


def test_a_proposed_grant_and_a_draft_are_not_public(client, world):
    published = set(PublishedGrant.objects.values_list("pk", flat=True))
    assert published == set(
        Grant.objects.filter(state__in=("granted", "running", "closed")).values_list("pk", flat=True)
    )


def test_an_unknown_amount_is_said_to_be_unknown_and_not_zero(client, cast, world):
    unit = Decision.objects.first().unit
    made = decisions.add_decision(
        by=cast["farida"], unit=unit, chain="SE", kind="direct", ministry="X", recipient=Party.objects.first(), currency="SEK",
        title="Utan belopp", purpose="", refs={}, source="Y", standing="stated",
    )  # fmt: skip
    decisions.publish(by=cast["farida"], decision=made)
    client.cookies["fyr_language"] = "en"
    page = client.get(reverse("funding:public_decision", args=[made.pk])).content.decode()
    assert "Not known" in page and "0\N{NO-BREAK SPACE}kr" not in page


@pytest.mark.parametrize("given", ["", "-5", "x", "99999999999999999999", "1e9", "٣"])
def test_a_page_number_that_nobody_gave_shows_the_first_page_or_an_empty_one(client, world, given):
    assert client.get(reverse("funding:public"), {"from": given}).status_code == 200


def test_reminders_say_that_there_is_a_date_and_never_of_what(cast, world):
    grant = Grant.objects.get(recipient__unit__code="iom-ekonomi")
    Condition.objects.filter(grant=grant, kind="interim").update(
        due_on=timezone.localdate() + datetime.timedelta(days=3)
    )
    assert reminders.remind() >= 1
    assert reminders.remind() == 0, "once a day"
    outbox.deliver()
    (letter,) = [one for one in mail.outbox if one.to == [cast["nina"].email]]
    assert grant.title not in letter.body and "ÅMP" not in letter.body + letter.subject
    assert letter.subject == "Fyr"


def test_what_is_public_is_whole_whoever_has_acted(client, cast, world):
    """A recipient's row policies hide the other grants from her, and not from the page."""
    decision = Decision.objects.get(grants__recipient__unit__code="iom-ekonomi")
    before = (
        PublishedDecision.objects.get(pk=decision.pk).content,
        PublishedGrant.objects.filter(decision=decision.pk).count(),
    )
    scope.enter(cast["nina"].pk, cast["nina"].rights)
    public.refresh(decision)
    assert before == (
        PublishedDecision.objects.get(pk=decision.pk).content,
        PublishedGrant.objects.filter(decision=decision.pk).count(),
    )


def test_a_grant_to_a_protected_recipient_shows_no_word_that_somebody_wrote(client, cast, world):
    shelter = Grant.objects.get(recipient__protected=True)
    shown = PublishedGrant.objects.get(pk=shelter.pk)
    assert shelter.title not in (shown.title, shown.description, shown.words)
    assert (shown.recipient_id, shown.content["activities"]) == ("", [])
