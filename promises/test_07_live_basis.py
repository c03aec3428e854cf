"""Promise 7: nothing leaves without a live basis."""

import datetime
import itertools

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from fyr.access.models import Member, Unit
from fyr.access.scope import whole_node
from fyr.cases import consent as rule
from fyr.cases.access import case_for
from fyr.cases.actions import consent, referrals, team
from fyr.cases.actions.consent import Asked
from fyr.cases.actions.grounds import Ground
from fyr.cases.codes.consent import SHARE_OF, Share
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, Consent, Disclosure, Referral
from fyr.vault.models import Wrap
from tests.routes import SECRET, build, ground, sign_in

pytestmark = [pytest.mark.promise(7), pytest.mark.django_db]

DAYS = st.integers(-3, 3)
SHARES = st.frozensets(st.sampled_from(list(Share)), min_size=1)
RECEIVERS = st.sampled_from(["iom-amp", "trygg-hamn"])
PURPOSES = st.sampled_from(["return", "support"])
SAID = st.fixed_dictionaries(
    {
        "receiver": RECEIVERS, "purpose": PURPOSES, "shares": SHARES, "yes": st.booleans(), "since": DAYS, "until": DAYS,
        "withdrawn": st.booleans(),
    }
)  # fmt: skip
# Half of the decisions rest on what she said about just this; of the others the parts differ.
ALIKE = ("receiver", "purpose", "shares")
SHOWN = st.fixed_dictionaries(
    {
        "receiver": RECEIVERS, "purpose": PURPOSES, "shares": SHARES, "since": DAYS, "until": DAYS, "ended": st.booleans(),
        "basis": st.sampled_from(["", "consent", "own_task"]), "reason": st.sampled_from(["", " ", "skäl"]),
        "said": st.none() | SAID,
    }
)  # fmt: skip
SHOWN |= SHOWN.map(
    lambda one: one | {"basis": "", "said": one["said"] and one["said"] | {key: one[key] for key in ALIKE}}
)


def by_hand(shown, receiver, share, on):
    """The promise again, in the words of the law: read beside the rule, sharing nothing with it."""
    if shown["receiver"] != receiver or share not in shown["shares"] or shown["ended"]:
        return False
    if on < shown["since"] or on > shown["until"]:
        return False
    said = shown["said"]
    if said is None:
        return shown["basis"] == "own_task" and shown["reason"] == "skäl"
    if shown["basis"] or not said["yes"] or said["withdrawn"] or on < said["since"] or on > said["until"]:
        return False
    same = said["receiver"] == receiver and said["purpose"] == shown["purpose"]
    return same and all(part in said["shares"] for part in shown["shares"])


def as_rule(shown, today):
    day = lambda offset: today + datetime.timedelta(days=offset)
    said = shown["said"] and rule.Said(
        **{**shown["said"], "since": day(shown["said"]["since"]), "until": day(shown["said"]["until"])}
    )
    return rule.Shown(**{**shown, "since": day(shown["since"]), "until": day(shown["until"]), "said": said})


@settings(max_examples=400)
@given(shown=st.lists(SHOWN, max_size=3), receiver=RECEIVERS, on=DAYS)
def test_no_combination_of_receiver_purpose_part_day_and_basis_leaks(shown, receiver, on):
    today = datetime.date(2026, 3, 1)
    day = today + datetime.timedelta(days=on)
    allowed = rule.shares_with([as_rule(one, today) for one in shown], receiver, day)
    for share in Share:
        assert (share in allowed) == any(by_hand(one, receiver, share, on) for one in shown), share


def test_the_door_and_the_policies_show_what_the_rule_allows_and_no_more(cast):
    """Each way in which a decision, or the consent under it, may hold or not; alone, and beside one that shows less."""
    elsa = Member.objects.get(pk=cast["elsa"].pk)
    world = build(cast)
    with whole_node():
        Disclosure.objects.filter(case=world.case).update(ended_at=timezone.now())
        Assignment.objects.filter(case=world.case).update(until=_in(3))
    days = ((-1, 0), (0, 0), (1, 2), (-2, -1))
    said = [
        {"yes": yes, "withdrawn": withdrawn, "since": since, "until": until, "shares": frozenset(Share)}
        for yes, withdrawn in ((True, False), (True, True), (False, False)) for since, until in days
    ]  # fmt: skip
    ways = [*({"said": one} for one in said), {"basis": "own_task", "reason": "skäl"}]
    own = [{"ended": ended, "since": since, "until": until} for ended in (False, True) for since, until in days]
    less = {"basis": "own_task", "reason": "skäl", "shares": frozenset({Share.HELP}), "since": 0, "until": 0}
    for way, when, shares in itertools.product(ways, own, (frozenset(Share), frozenset({Share.HELP, Share.SAFETY}))):
        if way.get("said", {}).get("since", 0) and when["since"] and when["until"]:
            # Two that are out of time tell no more than one.
            continue
        for beside in ([], [less]):
            _ask(elsa, world.case, cast["alma"], [{**when, "shares": shares, **way}, *beside])


def _ask(elsa, case, alma, told):
    blank = {"receiver": "iom-amp", "purpose": "return", "said": None, "basis": "", "reason": "", "ended": False}
    shown = []
    for one in told:
        about = one.get("said") and {"receiver": "iom-amp", "purpose": "return", **one["said"]}
        shown.append(as_rule({**blank, **one, "said": about}, timezone.localdate()))
    with transaction.atomic():
        with whole_node():
            kept = [one for one in shown if _keep(case, alma, one)]
        _as_she_comes(elsa, case, rule.shares_with(kept, "iom-amp", timezone.localdate()))
        transaction.set_rollback(True)


def _in(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def _keep(case, by, shown):
    """Put it into the database as it is, where the database takes it: what rests on nothing it refuses."""
    unit = lambda code: Unit.objects.get(code=code)
    parts = lambda shares: {f"shows_{share.value}": share in shares for share in Share}
    try:
        with transaction.atomic():
            said = shown.said and Consent.objects.create(
                case=case, to_unit=unit(shown.said.receiver), purpose=shown.said.purpose, since=shown.said.since,
                until=shown.said.until, answer="yes" if shown.said.yes else "no", given="oral", noted_by=by,
                withdrawn_at=timezone.now() if shown.said.withdrawn else None,
                withdrawn_by=by if shown.said.withdrawn else None, **parts(shown.said.shares),
            )  # fmt: skip
            Disclosure.objects.create(
                case=case, to_unit=unit(shown.receiver), purpose=shown.purpose, since=shown.since, until=shown.until,
                consent=said or None, basis=shown.basis, reason=shown.reason.strip() or None, made_by=by,
                ended_at=timezone.now() if shown.ended else None, **parts(shown.shares),
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def _as_she_comes(elsa, case, allowed):
    from django.http import Http404

    from fyr.access import scope

    scope.enter(elsa.pk, elsa.rights)
    try:
        if connection.vendor == "postgresql":
            assert Case.objects.filter(pk=case.pk).exists() == (Share.HELP in allowed), "the policy alone"
        if Share.HELP not in allowed:
            with pytest.raises(Http404):
                case_for(elsa, case.pk)
            return
        may = case_for(elsa, case.pk).may
        for permission, share in SHARE_OF.items():
            if permission in elsa.rights.in_unit(Unit.objects.get(code="iom-amp").pk):
                assert (permission in may) == (share in allowed), permission
    finally:
        scope.enter(None)


def test_the_database_refuses_what_rests_on_nothing_on_both_or_on_an_unwritten_reason(cast):
    world = build(cast)
    told = {"case": world.case, "to_unit": Unit.objects.get(code="jamy"), "purpose": "support", "since": _in(0), "until": _in(1), "made_by": cast["alma"]}  # fmt: skip
    yes = Consent.objects.filter(case=world.case).first()
    for ground_of in (
        {"basis": "", "consent": None, "reason": "skäl"},
        {"basis": "own_task", "consent": None, "reason": None},
        {"basis": "consent", "consent": None, "reason": "skäl"},
        {"basis": "own_task", "consent": yes, "reason": "skäl"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Disclosure.objects.create(**told, **ground_of)


def test_a_withdrawal_ends_access_requests_and_keys_with_the_next_request(client, cast):
    world = build(cast)
    referrals.accept_referral(by=cast["daniel"], referral=Referral.objects.get())
    said = Consent.objects.get(case=world.case, to_unit__code="trygg-hamn")
    sign_in(client, cast["daniel"])
    address = f"/cases/{world.case.pk}/"
    assert client.get(address).status_code == 200
    with whole_node():
        consent.withdraw_consent(by=cast["alma"], case=world.case, consent_id=said.pk)
    assert client.get(address).status_code == 404
    with whole_node():
        assert Referral.objects.get().state == "revoked"
        holders = Wrap.objects.filter(subject=world.case.pk).values_list("holder", flat=True)
        assert set(Unit.objects.filter(pk__in=holders).values_list("code", flat=True)) == {"region-syd", "iom-amp"}


def test_a_consent_that_was_withdrawn_before_the_answer_opens_nothing(cast):
    world = build(cast)
    referral = Referral.objects.get()
    Consent.objects.filter(pk=referral.disclosure.consent_id).update(
        withdrawn_at=timezone.now(), withdrawn_by=cast["alma"]
    )
    with pytest.raises(Refused):
        referrals.accept_referral(by=cast["daniel"], referral=referral)
    assert not Assignment.objects.filter(case=world.case, member=cast["daniel"]).exists()


def test_whoever_hears_the_withdrawal_can_note_it_from_the_receivers_side_too(client, cast):
    world = build(cast)
    said = Consent.objects.get(case=world.case, to_unit__code="iom-amp")
    theirs = Consent.objects.get(case=world.case, to_unit__code="trygg-hamn")
    sign_in(client, cast["elsa"])
    address = f"/cases/{world.case.pk}/consents/{said.pk}/withdraw/"
    assert client.post(address, {"key": str(said.pk), "how": f"{SECRET} sade hon"}).url == "/"
    assert client.get(f"/cases/{world.case.pk}/").status_code == 404
    with whole_node():
        assert Consent.objects.filter(pk=theirs.pk, withdrawn_at=None).exists()


def test_one_receiver_does_not_learn_of_another(client, cast):
    world = build(cast)
    theirs = Consent.objects.get(case=world.case, to_unit__code="trygg-hamn")
    sign_in(client, cast["elsa"])
    for page in ("", "consents/", "timeline/", "notes/new/", "tasks/new/"):
        told = client.get(f"/cases/{world.case.pk}/{page}").content.decode()
        assert "Trygg hamn" not in told and "trygg-hamn" not in told, page
    assert client.get(f"/cases/{world.case.pk}/consents/{theirs.pk}/withdraw/").status_code == 403


def test_a_flag_that_the_browser_makes_up_changes_nothing(client, cast):
    """Every form of the case is sent with the override that other systems obey; what she sees stays the same."""
    world = build(cast)
    consent.withdraw_consent(
        by=cast["alma"], case=world.case, consent_id=Consent.objects.get(case=world.case, to_unit__code="iom-amp").pk
    )
    sign_in(client, cast["elsa"])
    forged = {"override": "1", "consent_overridden": "true", "shares": ["identity"], "basis": "own_task", "reason": "x"}
    for address in ("", "plan/", "consents/", "timeline/"):
        where = f"/cases/{world.case.pk}/{address}"
        assert client.get(where, forged).status_code == 404
    assert client.post(f"/cases/{world.case.pk}/consents/told/", forged).status_code in (403, 404)
    assert SECRET not in client.get("/", forged).content.decode()


@pytest.mark.parametrize("wrong", [{"basis": ""}, {"basis": "made_up"}, {"basis": "own_task", "reason": " "}, {"shares": frozenset()}, {"until": datetime.date(2020, 1, 1)}])  # fmt: skip
def test_no_act_shares_without_a_ground_that_holds(cast, wrong):
    world = build(cast)
    held = ground()
    told = Ground(**{**{name: getattr(held, name) for name in held.__dataclass_fields__}, **wrong})
    with pytest.raises(Refused):
        team.assign(
            by=cast["alma"], case=world.case, member=cast["carina"], unit=Unit.objects.get(code="social-exempelby"),
            until=_in(0), ground=told,
        )  # fmt: skip
    with pytest.raises(Refused):
        team.assign(
            by=cast["alma"], case=world.case, member=cast["carina"], unit=Unit.objects.get(code="social-exempelby"),
            until=_in(0),
        )  # fmt: skip


def test_a_no_ends_an_earlier_yes_to_the_same_receiver_and_purpose(client, cast):
    world = build(cast)
    consent.note_consent(
        by=cast["alma"], case=world.case, answer="no", purpose="return", shares=frozenset({"help"}), until=_in(0),
        asked=Asked(), to_unit=Unit.objects.get(code="iom-amp"),
    )  # fmt: skip
    sign_in(client, cast["elsa"])
    assert client.get(f"/cases/{world.case.pk}/").status_code == 404


def test_every_sharing_and_withdrawal_stands_in_the_journal(cast):
    from fyr.journal.models import Entry

    world = build(cast)
    consent.withdraw_consent(
        by=cast["alma"], case=world.case, consent_id=Consent.objects.get(case=world.case, to_unit__code="iom-amp").pk
    )
    labels = set(Entry.objects.filter(actor=cast["alma"].pk).values_list("label", flat=True))
    assert {"consent.given", "consent.withdrawn", "member.assigned", "referral.sent"} <= labels
