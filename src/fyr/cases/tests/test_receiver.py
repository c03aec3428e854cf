"""What a receiver sees and may do when she was shown what helps and nothing more."""

import pytest

from fyr.access.models import Unit
from fyr.access.scope import whole_node
from fyr.cases import extract
from fyr.cases.access import case_for
from fyr.cases.actions import consent, handover, notes, referrals
from fyr.cases.actions.consent import Asked
from fyr.cases.actions.grounds import tell_outside
from fyr.cases.chapters import CHAPTERS
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Consent, Disclosure, Entry, Referral, Service
from tests.routes import SECRET, ground

pytestmark = pytest.mark.django_db
LEGAL = ("rights/", "permits/", "deadlines/", "permits/new/", "deadlines/new/", "counsel/new/", "claims/new/")


@pytest.fixture
def shown(cast, world):
    """Daniel's unit is shown these parts of the case, and he has accepted."""

    def to_daniel(*shares):
        unit = Unit.objects.get(code="trygg-hamn")
        Referral.objects.filter(to_unit=unit).update(state="revoked")
        Disclosure.objects.filter(to_unit=unit).update(ended_at=Entry.objects.latest("at").at)
        asked = {"need": "psychological", "urgency": "now", "message": "", "ground": ground(*shares)}
        referral = referrals.send_referral(by=cast["alma"], case=world.case, to_unit=unit, **asked)
        referrals.accept_referral(by=cast["daniel"], referral=referral)
        return referral

    return to_daniel


def test_whoever_was_shown_what_helps_reads_nothing_of_rights_permits_and_deadlines(browse, cast, world, shown):
    shown("help")
    his = browse(cast["daniel"])
    base = f"/cases/{world.case.pk}/"
    assert his.get(base).status_code == 200
    for address in LEGAL:
        assert his.get(base + address).status_code == 403, address
    text = his.get(base).content.decode() + his.get(base + "timeline/").content.decode()
    for secret in ("right", "deadline", "counsel", "refusal", "file"):
        assert f"{SECRET} {secret}" not in text
    assert not any("deadlines" in item.url for item in his.get("/").context["items"])


def test_whoever_was_shown_rights_and_permits_too_works_with_them(browse, cast, world, shown):
    shown("help", "legal")
    his = browse(cast["daniel"])
    for address in LEGAL:
        assert his.get(f"/cases/{world.case.pk}/{address}").status_code == 200, address


def test_what_it_was_taken_to_be_is_not_part_of_what_helps(browse, cast, world, shown):
    shown("help")
    page = browse(cast["daniel"]).get(f"/cases/{world.case.pk}/").content.decode()
    assert "Människohandel" not in page
    with whole_node():
        assert "Människohandel" in browse(cast["alma"]).get(f"/cases/{world.case.pk}/").content.decode()


def test_notes_of_before_are_not_for_a_receiver_nor_what_puts_them_right(browse, cast, world, shown):
    before = Entry.objects.get(pk=world.values["entry_id"])
    shown("help")
    notes.correct_note(by=cast["alma"], case=world.case, entry_id=before.pk, text="Rättat från förr")
    notes.write_note(by=cast["alma"], case=world.case, text="Skrivet sedan")
    his = browse(cast["daniel"])
    text = his.get(f"/cases/{world.case.pk}/timeline/").content.decode()
    assert "Skrivet sedan" in text
    assert "Rättat från förr" not in text and f"{SECRET} note" not in text
    assert his.get(f"/cases/{world.case.pk}/notes/{before.pk}/correct/").status_code == 404


def test_a_note_is_put_right_by_who_wrote_it_or_the_unit_that_leads(browse, cast, world, shown):
    shown("help")
    hers = notes.write_note(by=cast["alma"], case=world.case, text="Hennes")
    case = case_for(cast["daniel"], world.case.pk)
    his = notes.write_note(by=cast["daniel"], case=case, text="Hans")
    browser = browse(cast["daniel"])
    base = f"/cases/{world.case.pk}/notes/"
    assert browser.get(f"{base}{hers.pk}/correct/").status_code == 403
    assert browser.send(f"{base}{hers.pk}/correct/", text="Ändrat").status_code == 403
    page = browser.get(f"/cases/{world.case.pk}/timeline/").content.decode()
    assert f"{base}{hers.pk}/correct/" not in page and f"{base}{his.pk}/correct/" in page
    assert browser.send(f"{base}{his.pk}/correct/", text="Hans rättade").status_code == 302
    with whole_node():
        assert not Entry.objects.get(pk=hers.pk).struck


def test_what_else_is_shown_to_others_is_said_to_be_elsewhere_and_not_to_be_nothing(browse, cast, world, shown):
    shown("help")
    with whole_node():
        Service.objects.update(provider_unit=Unit.objects.get(code="iom-amp"))
    his = browse(cast["daniel"])
    page = his.get(f"/cases/{world.case.pk}/").content.decode()
    assert "IOM" not in page
    steps = his.get(f"/cases/{world.case.pk}/steps/").content.decode()
    with whole_node():
        Consent.objects.all().update(to_unit=Unit.objects.get(code="iom-amp"))
        Disclosure.objects.filter(consent__isnull=False).exclude(to_unit__code="trygg-hamn").update(ended_at=None)
    consents = his.get(f"/cases/{world.case.pk}/consents/").content.decode()
    assert "inte tillfrågad" not in consents.lower() and "inte tillfrågad" not in steps.lower()


def test_her_no_is_not_turned_into_a_yes_in_passing(cast, world):
    told = {"by": cast["alma"], "case": world.case}
    rests = ground("help")
    consent.note_consent(
        **told, answer="no", purpose=rests.purpose, shares=rests.shares, until=rests.until, asked=Asked("oral"),
        receiver="Göteborgs tingsrätt",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        tell_outside(**told, receiver=" göteborgs tingsrätt ", ground=rests, told="")
    assert refused.value.field == "basis"
    assert not Consent.objects.filter(answer="yes", receiver__isnull=False).exists()
    tell_outside(**told, receiver="Göteborgs tingsrätt", ground=ground("help", basis="own_task"), told="")
    consent.note_consent(
        **told, answer="yes", purpose=rests.purpose, shares=rests.shares, until=rests.until, asked=Asked("oral"),
        receiver="Göteborgs tingsrätt",
    )  # fmt: skip
    tell_outside(**told, receiver="Göteborgs tingsrätt", ground=rests, told="")


def test_help_that_was_given_does_not_end_what_a_waiting_handover_to_the_unit_rests_on(cast, world, shown):
    done = shown("help")
    unit = Unit.objects.get(code="trygg-hamn")
    waiting = handover.propose(
        by=cast["alma"], case=world.case, to_unit=unit, urgency="now", ground=ground(), message=""
    )
    referrals.end_referral(by=cast["alma"], case=world.case, referral_id=done.pk, state="done")
    assert Disclosure.objects.live().filter(pk=waiting.disclosure_id).exists()
    assert not Disclosure.objects.live().filter(pk=done.disclosure_id).exists()
    assert not Assignment.objects.running().filter(member=cast["daniel"]).exists()


def test_no_paper_of_a_receiver_tells_who_else_helps_or_what_colleagues_wrote_before(cast, world, shown):
    iom = Unit.objects.get(code="iom-amp")
    shown("help")
    with whole_node():
        Service.objects.update(provider_unit=iom, provider=None)
    case = case_for(cast["daniel"], world.case.pk)
    his = [one for one in CHAPTERS if one.needs in case.may and not one.hers_alone]
    told = str(extract.in_words(case, his, "sv"))
    for hidden in (
        iom.name,
        cast["elsa"].name,
        cast["björn"].name,
        f"{SECRET} note",
        f"{SECRET} right",
        f"{SECRET} file",
    ):
        assert hidden not in told, hidden
    hers = str(extract.in_words(case_for(cast["alma"], world.case.pk), CHAPTERS, "sv"))
    assert all(one in hers for one in (iom.name, cast["björn"].name, f"{SECRET} note"))
