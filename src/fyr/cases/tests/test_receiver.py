"""What a receiver sees and may do when she was shown what helps and nothing more."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from fyr.access import actions as accounts
from fyr.access.models import Member, Membership, Unit
from fyr.access.scope import whole_node
from fyr.cases import extract
from fyr.cases.access import case_for
from fyr.cases.actions import consent, disclosures, handover, intake, merging, needs, notes, plan, referrals
from fyr.cases.actions.consent import Asked
from fyr.cases.actions.grounds import tell_outside
from fyr.cases.chapters import CHAPTERS
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Consent, Deadline, Disclosure, Document, Entry, Need, Referral, Service, Task
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


def test_the_list_tells_a_receiver_neither_what_a_case_is_taken_to_be_nor_lets_her_ask_for_it(
    browse, cast, world, shown
):
    shown("help")
    his = browse(cast["daniel"])
    assert str(world.case.pk) in his.get("/cases/").content.decode()
    assert "Människohandel" not in re.sub("<option.*?</option>", "", his.get("/cases/").content.decode())
    assert str(world.case.pk) not in his.get("/cases/?concern=trafficking").content.decode()
    with whole_node():
        assert str(world.case.pk) in browse(cast["alma"]).get("/cases/?concern=trafficking").content.decode()


def test_no_line_or_task_names_a_member_of_another_unit_that_helps(browse, cast, world, shown):
    shown("help")
    told = {"by": cast["alma"], "case": world.case}
    iom = Unit.objects.get(code="iom-amp")
    elsa = case_for(cast["elsa"], world.case.pk)
    with whole_node():
        Service.objects.update(provider_unit=iom, provider=None)
        notes.write_note(by=cast["elsa"], case=elsa, text="Elsas ord")
        notes.write_note(**told, text="Till er båda", tell=[cast["elsa"], cast["daniel"]])
        plan.add_task(**told, title="Ring", due_on=timezone.localdate(), assignee=cast["elsa"])
        plan.move_service(**told, service_id=world.values["service_id"], state="accepted", on=timezone.localdate())
    his = browse(cast["daniel"])
    text = (
        his.get(f"/cases/{world.case.pk}/").content.decode()
        + his.get(f"/cases/{world.case.pk}/timeline/").content.decode()
    )
    assert "Elsas ord" in text and "Till er båda" in text and f"@{cast['daniel'].name}" in text
    assert cast["elsa"].name not in text and iom.name not in text
    hers = browse(cast["alma"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()
    assert cast["elsa"].name in hers and f"@{cast['elsa'].name}" in hers


def test_where_she_was_referred_to_stands_in_no_section_that_a_receiver_reads(browse, cast, world, shown):
    shown("help", "exploitation")
    page = browse(cast["daniel"]).get(f"/cases/{world.case.pk}/").content.decode()
    assert "cas_ReferredOrganisation" not in page and "/record/referral/" not in page


def test_no_words_of_before_are_read_in_any_line(browse, cast, world, shown):
    need = Need.objects.get(pk=world.values["need_id"])
    told = {"by": cast["alma"], "case": world.case}
    needs.change_need(**told, need_id=need.pk, kind="medical", description="Städat", version=need.version)
    shown("help")
    text = browse(cast["daniel"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()
    assert f"{SECRET} need" not in text and f"{SECRET} task" not in text


def test_who_was_out_for_a_while_does_not_read_what_was_written_meanwhile(browse, cast, world, shown):
    first = shown("help")
    referrals.end_referral(by=cast["alma"], case=world.case, referral_id=first.pk, state="done")
    notes.write_note(by=cast["alma"], case=world.case, text="Under tiden")
    shown("help")
    assert "Under tiden" not in browse(cast["daniel"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()


def test_what_was_written_in_a_case_that_became_part_of_this_one_is_not_for_its_receivers(browse, cast, world, shown):
    shown("help")
    with whole_node():
        other = intake.open_case(by=cast["alma"], unit=world.case.unit, intake=intake.Intake(alias="Tvilling"))
        other = case_for(cast["alma"], other.pk)
        notes.write_note(by=cast["alma"], case=other, text="Skrivet i tvillingen")
        merging.merge(by=cast["alma"], case=other, into=case_for(cast["alma"], world.case.pk), why="Samma")
    assert (
        "Skrivet i tvillingen" not in browse(cast["daniel"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()
    )
    assert "Skrivet i tvillingen" in browse(cast["alma"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()


def test_who_came_to_his_unit_later_did_not_write_as_his_colleague(browse, cast, world, shown):
    membership = Membership.objects.get(member=cast["daniel"], until=None)
    with whole_node():
        Membership.objects.create(
            member=cast["alma"], unit=membership.unit, role="support_worker", given_by=cast["jonna"].pk,
            since=timezone.now() - datetime.timedelta(days=800), until=timezone.now() - datetime.timedelta(days=700),
        )  # fmt: skip
    shown("help")
    assert f"{SECRET} note" not in browse(cast["daniel"]).get(f"/cases/{world.case.pk}/timeline/").content.decode()


def test_a_receiver_changes_and_removes_what_is_hers_and_nothing_of_others(browse, cast, world, shown):
    shown("help", "legal")
    with whole_node():
        Document.objects.update(kind="other", names_her=False)
        Service.objects.update(provider_unit=Unit.objects.get(code="iom-amp"), provider=None)
    his = browse(cast["daniel"])
    base = f"/cases/{world.case.pk}/"
    document, need = world.values["document_id"], world.values["need_id"]
    today = timezone.localdate().isoformat()
    for address, told in (
        (f"documents/{document}/remove/", {"reason": "x"}),
        (f"documents/{document}/change/", {"kind": "other", "title": "x", "version": "1"}),
        (f"needs/{need}/withdraw/", {}),
        (f"needs/{need}/", {"kind": "legal", "version": "1"}),
        (f"services/{world.values['service_id']}/", {"state": "accepted", "on": today}),
        (f"tasks/{world.values['task_id']}/done/", {}),
    ):
        assert his.send(base + address, **told).status_code in (403, 422), address
    with whole_node():
        assert Document.objects.get().removed_at is None
        assert (Need.objects.get(pk=need).state, Service.objects.get().state) == ("open", "offered")
        assert Task.objects.get().done_at is None
    page = his.get(base).content.decode()
    assert f"needs/{need}/withdraw/" not in page and f"/tasks/{world.values['task_id']}/done/" not in page
    assert his.send(base + "needs/new/", kind="legal", description="Hans").status_code == 302
    with whole_node():
        own = Need.objects.get(kind="legal")
    assert his.send(base + f"needs/{own.pk}/withdraw/").status_code == 302


def test_a_decision_is_read_by_those_alone_who_were_shown_what_is_legal(browse, cast, world, shown):
    shown("help")
    with whole_node():
        Document.objects.update(kind="decision", names_her=False)
    address = f"/cases/{world.case.pk}/documents/"
    assert f"{SECRET} first" not in browse(cast["daniel"]).get(address).content.decode()
    assert browse(cast["daniel"]).get(f"{address}{world.values['document_id']}/file/").status_code == 404


def test_reading_where_it_is_led_and_helping_from_elsewhere_gives_no_more_than_each(browse, cast, world, shown):
    both = accounts.add_member(
        by=None, email="b@fyr.example", name="Both", unit=world.case.unit, role="coordinator_readonly"
    )
    accounts.join(by=cast["jonna"], member=both, unit=Unit.objects.get(code="trygg-hamn"), role="support_worker")
    both = Member.objects.get(pk=both.pk)
    shown("help")
    with whole_node():
        Assignment.objects.create(
            case=world.case, member=both, unit=Unit.objects.get(code="trygg-hamn"), until=timezone.localdate(), given_by=cast["alma"]
        )  # fmt: skip
    note = notes.write_note(by=cast["alma"], case=world.case, text="Hennes")
    case = case_for(both, world.case.pk)
    with pytest.raises(PermissionDenied):
        notes.correct_note(by=both, case=case, entry_id=note.pk, text="Ändrat")
    with whole_node():
        held = Consent.objects.filter(to_unit__code="iom-amp", withdrawn_at=None).first()
    with pytest.raises(PermissionDenied):
        consent.withdraw_consent(by=both, case=case, consent_id=held.pk)


def test_that_she_is_to_be_asked_again_about_others_is_not_for_a_receiver(browse, cast, world, shown):
    shown("help", "legal")
    his = browse(cast["daniel"])
    listed = his.get(f"/cases/{world.case.pk}/deadlines/").content.decode()
    assert listed.count("<strong>Fråga henne igen") == 1, "the one about his own unit"
    with whole_node():
        assert Deadline.objects.filter(rule_code="consent.review").count() > 1


def test_a_receiver_notes_no_yes_to_herself(cast, world, shown):
    shown("help")
    case = case_for(cast["daniel"], world.case.pk)
    rests = ground()
    told = {"purpose": "care", "shares": rests.shares, "until": rests.until, "asked": Asked("oral"), "to_unit": Unit.objects.get(code="trygg-hamn")}  # fmt: skip
    with pytest.raises(Refused) as refused:
        consent.note_consent(by=cast["daniel"], case=case, answer="yes", **told)
    assert refused.value.field == "answer"
    consent.note_consent(by=cast["daniel"], case=case, answer="no", **told)


def test_what_was_opened_before_a_withdrawal_does_nothing_after_it(cast, world, shown):
    referral = shown("help")
    case = case_for(cast["daniel"], world.case.pk)
    disclosures.end_disclosure(by=cast["alma"], case=world.case, disclosure_id=referral.disclosure_id)
    with pytest.raises(Http404):
        notes.write_note(by=cast["daniel"], case=case, text="för sent")


def test_what_the_board_found_and_how_old_she_is_held_to_be_is_read_with_the_right_to_it_alone(
    browse, cast, world, shown
):
    address = f"/cases/{world.case.pk}/children/"
    secrets = (f"{SECRET} best", "Protection assessed", "Decision on an inquiry:", "Looked at a document")
    hers = browse(cast["alma"])
    hers.cookies["fyr_language"] = "en"
    page = hers.get(address).content.decode()
    assert all(one in page for one in secrets[:3])
    shown("help")
    his = browse(cast["daniel"])
    his.cookies["fyr_language"] = "en"
    page = his.get(address).content.decode()
    assert "Concern reported" in page
    assert not any(one in page for one in (*secrets, f"{SECRET} search"))
