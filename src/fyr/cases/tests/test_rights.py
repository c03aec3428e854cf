"""Rights: nothing noted is not a no; only whom the law names applies for a permit; a grant starts its deadline."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from fyr.access.scope import whole_node
from fyr.cases import rights as listed
from fyr.cases.actions import claims, permits, rights
from fyr.cases.codes.rights import Applicant
from fyr.cases.errors import ChangedMeanwhile, Refused
from fyr.cases.models import Claim, Deadline, Permit, RightStep
from fyr.web import registry

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)
APPLICANTS = {
    "reflection": {"investigation_head", "social_board"},
    "reflection_extension": {"investigation_head"},
    "permit": {"investigation_head"},
    "permit_extension": {"investigation_head"},
    "other": {"investigation_head"},
}


def test_the_list_holds_every_assistance_of_article_12_in_two_languages_and_says_what_nobody_verified():
    articles = {right.article for right in listed.all_rights()}
    assert {f"CETS 197 article 12.1 {letter}" for letter in "abcdef"} <= articles
    assert all(right.sv and right.en and right.source for right in listed.all_rights())
    unverified = {rule.code for rule in registry.unverified_rules()}
    assert {one.code for one in (*listed.all_rights(), *listed.all_permits())} <= unverified


def test_nothing_noted_is_shown_as_nothing_noted_and_not_as_a_no(browse, cast, world):
    hers = browse(cast["alma"])
    hers.cookies["fyr_language"] = "en"
    address = f"/cases/{world.case.pk}/rights/"
    before = hers.get(address).content.decode()
    assert before.count(">Nothing noted<") == len(listed.all_rights()) - 1
    assert "She said no" not in before
    assert hers.send(address + "medical/", state="declined", on=TODAY().isoformat(), interpreter="yes", language="thai").status_code == 302  # fmt: skip
    after = hers.get(address).content.decode()
    assert "She said no" in after and "thai" in after


def test_each_time_she_was_told_is_kept_with_the_first_and_how_often_again(browse, told):
    for back in (20, 10):
        rights.note_right(**told, right="info.counsel", state="given", on=TODAY() - back * DAY, language="engelska")
    rights.note_right(**told, right="info.counsel", state="declined", on=TODAY())
    hers = browse(told["by"])
    hers.cookies["fyr_language"] = "en"
    page = hers.get(f"/cases/{told['case'].pk}/rights/").content.decode()
    assert f"First told {(TODAY() - 20 * DAY).isoformat()}" in page and "told again once" in page
    assert RightStep.objects.filter(right="info.counsel").count() == 3


def test_an_unknown_right_or_a_day_that_has_not_come_is_refused(told):
    with pytest.raises(Refused):
        rights.note_right(**told, right="no.such", state="given", on=TODAY())
    with pytest.raises(Refused):
        rights.note_right(**told, right="medical", state="given", on=TODAY() + DAY)


@pytest.mark.parametrize("kind", list(APPLICANTS))
@pytest.mark.parametrize("applicant", ["investigation_head", "social_board", "herself", ""])
def test_only_whom_the_law_names_applies_and_never_she_herself(told, kind, applicant):
    apply = lambda: permits.apply(**told, kind=kind, applicant=applicant, applied_on=TODAY())
    if applicant in APPLICANTS[kind]:
        assert apply().applicant == applicant
    else:
        with pytest.raises(Refused):
            apply()


def test_the_board_could_not_apply_before_the_law_let_it(told):
    with pytest.raises(Refused):
        permits.apply(**told, kind="reflection", applicant="social_board", applied_on=datetime.date(2022, 7, 31))
    assert permits.apply(**told, kind="reflection", applicant="social_board", applied_on=datetime.date(2022, 8, 1))


def test_the_form_and_the_database_refuse_her_as_applicant_too(browse, told):
    address = f"/cases/{told['case'].pk}/permits/new/"
    sent = browse(told["by"]).send(address, kind="permit", applicant="herself", applied_on=TODAY().isoformat())
    assert sent.status_code == 422
    board = browse(told["by"]).send(address, kind="permit", applicant="social_board", applied_on=TODAY().isoformat())
    assert board.status_code == 422
    assert "herself" not in Applicant.values
    with pytest.raises(IntegrityError), transaction.atomic():
        Permit.objects.create(
            case=told["case"], kind="permit", applicant="herself", applied_on=TODAY(), noted_by=told["by"]
        )


def test_a_grant_starts_the_deadline_of_its_last_day_and_an_extension_follows_it(granted):
    first = TODAY() - 5 * DAY
    reflection = granted("reflection", first, first + 30 * DAY)
    running = Deadline.objects.get(subject=reflection.pk)
    assert (running.rule_code, running.due_on, running.state) == ("reflection.period", first + 30 * DAY, "running")
    longer = granted("reflection_extension", TODAY(), TODAY() + 60 * DAY)
    running.refresh_from_db(fields=("state",))
    assert running.state == "extended"
    assert Deadline.objects.get(subject=longer.pk).due_on == TODAY() + 60 * DAY


def test_the_end_of_a_permit_stands_on_my_day_thirty_days_ahead(browse, told, granted):
    address = f"/cases/{told['case'].pk}/deadlines/"
    near = granted("permit", TODAY() - DAY, TODAY() + 30 * DAY)
    Deadline.objects.exclude(subject=near.pk).delete()
    hers = browse(told["by"])
    page = hers.get("/").content.decode()
    assert address in page and (TODAY() + 30 * DAY).isoformat() in page
    with whole_node():
        assert Deadline.objects.filter(subject=near.pk).update(due_on=TODAY() + 31 * DAY) == 1
    assert address not in hers.get("/").content.decode()


def test_a_refusal_needs_its_reason_and_a_grant_its_days(told):
    permit = permits.apply(**told, kind="permit", applicant="investigation_head", applied_on=TODAY())
    answer = {**told, "permit_id": permit.pk, "decided_on": TODAY()}
    for wrong in (
        {"answer": "refused"},
        {"answer": "granted", "valid_from": TODAY()},
        {"answer": "granted", "valid_from": TODAY(), "valid_until": TODAY() - DAY},
        {"answer": "pending"},
        {"answer": "withdrawn", "decided_on": TODAY() - DAY},
    ):
        with pytest.raises(Refused):
            permits.answer(**answer | wrong)
    permits.answer(**answer, answer="withdrawn")
    with pytest.raises(Refused):
        permits.answer(**answer, answer="withdrawn")


def test_the_page_names_for_each_permit_who_may_apply_and_never_her(browse, told):
    hers = browse(told["by"])
    hers.cookies["fyr_language"] = "en"
    page = hers.get(f"/cases/{told['case'].pk}/permits/")
    named = dict(page.context["who_may_apply"])
    head, board = Applicant.INVESTIGATION_HEAD.label, Applicant.SOCIAL_BOARD.label
    assert named["Reflection period, 30 days"] == f"{head}, {board}"
    assert named["Residence permit, at least six months"] == str(head)
    assert f"{head}, {board}" in page.content.decode() and "She cannot apply herself." in page.content.decode()


def test_everything_that_an_answer_lacks_is_told_at_once_and_what_a_grant_needs_stands_beside_it(browse, told):
    permit = permits.apply(**told, kind="permit", applicant="investigation_head", applied_on=TODAY())
    address = f"/cases/{told['case'].pk}/permits/{permit.pk}/answer/"
    hers = browse(told["by"])
    hers.cookies["fyr_language"] = "en"
    assert hers.get(address).content.decode().count("Needed when the permit was granted.") == 2
    sent = hers.send(address, answer="granted", decided_on="")
    assert sent.status_code == 422
    assert set(sent.context["form"].errors) == {"decided_on", "valid_from", "valid_until"}
    refused = hers.send(address, answer="refused", decided_on=TODAY().isoformat())
    assert refused.status_code == 422 and set(refused.context["form"].errors) == {"reason"}


def test_only_the_one_who_applied_may_appeal_a_refusal(told):
    permit = permits.apply(**told, kind="reflection", applicant="social_board", applied_on=TODAY())
    permits.answer(**told, permit_id=permit.pk, answer="refused", decided_on=TODAY(), reason="Villkoren")
    with pytest.raises(Refused):
        permits.appeal(**told, permit_id=permit.pk, appealed_by="investigation_head", on=TODAY())
    permits.appeal(**told, permit_id=permit.pk, appealed_by="social_board", on=TODAY())
    permit.refresh_from_db(fields=("appealed_on",))
    assert permit.appealed_on == TODAY()


def test_an_amount_that_is_not_known_is_not_nothing(told):
    claim = claims.keep_claim(**told, kind="wages", claimed_on=TODAY(), claimed=80000, awarded=0)
    kept = Claim.objects.get(pk=claim.pk)
    kept.case = told["case"]
    assert (kept.claimed, kept.awarded, kept.paid) == (80000, 0, None)
    with pytest.raises(Refused):
        claims.keep_claim(**told, kind="wages", claimed_on=TODAY(), claimed=-1)


def test_two_who_change_a_claim_are_told_of_each_other(told, world):
    change = {**told, "claim_id": world.values["claim_id"], "kind": "damages", "claimed_on": TODAY(), "version": 1}
    claims.keep_claim(**change, awarded=5)
    with pytest.raises(ChangedMeanwhile):
        claims.keep_claim(**change, awarded=6)


def test_a_colleague_who_only_reads_is_shown_the_pages_and_refused_the_forms(browse, cast, world):
    hers = browse(cast["björn"])
    for page in ("rights/", "permits/", "deadlines/"):
        assert hers.get(f"/cases/{world.case.pk}/{page}").status_code == 200
        assert "/new/" not in hers.get(f"/cases/{world.case.pk}/{page}").content.decode()
    hers.cookies["fyr_language"] = "en"
    refused = hers.get(f"/cases/{world.case.pk}/permits/new/")
    assert refused.status_code == 403
    assert "You have no access to this" in refused.content.decode() and "Your role" not in refused.content.decode()
