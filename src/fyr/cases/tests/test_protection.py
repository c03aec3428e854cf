"""Protected identity: named members only, the unit that leads the case included, and an address on a page of its own."""

import pytest
from django.utils import timezone

from fyr.access import actions as accounts
from fyr.access.models import Membership, Unit
from fyr.access.scope import whole_node
from fyr.cases.access import case_for
from fyr.cases.actions import protection, record, team
from fyr.cases.errors import Refused
from fyr.cases.models import Assignment, Case, ProtectedAddress, Record
from fyr.journal.models import Entry as Logged
from tests.routes import SECRET

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(cast, world):
    protection.protect(by=cast["alma"], case=world.case, protection="marked")
    return case_for(cast["alma"], world.case.pk)


def own_unit():
    return Unit.objects.get(code="region-syd")


def test_a_colleague_who_is_not_named_learns_nothing_of_a_protected_case(browse, cast, hidden):
    hers = browse(cast["björn"])
    assert hers.get(f"/cases/{hidden.pk}/").status_code == 404
    assert hidden.ref not in hers.get("/cases/?state=all").content.decode()
    assert hidden.ref not in hers.get("/").content.decode()
    for query in (hidden.ref, f"{SECRET} alias", f"{SECRET} second"):
        assert str(hidden.pk) not in hers.post("/cases/search/", {"q": query}).content.decode()
    assert browse(cast["alma"]).get(f"/cases/{hidden.pk}/").status_code == 200
    assert hidden.ref in browse(cast["alma"]).get("/cases/?state=all").content.decode()


def test_a_colleague_who_is_named_works_with_it_as_her_role_allows(browse, cast, hidden):
    held = Membership.objects.get(member=cast["björn"], until=None)
    told = {"membership": held.pk, "until": timezone.localdate()}
    address = f"/cases/{hidden.pk}/assignments/new/"
    assert browse(cast["alma"]).send(address, **told).status_code == 302
    assert browse(cast["björn"]).get(f"/cases/{hidden.pk}/").status_code == 200
    assert browse(cast["björn"]).send(f"/cases/{hidden.pk}/notes/new/", text="x").status_code == 403


def test_the_last_who_leads_a_protected_case_cannot_be_taken_out(cast, hidden):
    hers = Assignment.objects.get(case=hidden, member=cast["alma"], ended_at=None)
    with pytest.raises(Refused):
        team.end_assignment(by=cast["alma"], case=hidden, assignment_id=hers.pk)


def test_nobody_is_left_out_when_the_last_who_leads_it_has_gone(cast, hidden):
    accounts.join(by=cast["jonna"], member=cast["carina"], unit=own_unit(), role="regional_coordinator")
    accounts.leave(by=cast["jonna"], membership=Membership.objects.get(member=cast["alma"], until=None))
    protection.leave_nobody_out()
    with whole_node():
        named = Assignment.objects.running().filter(case=hidden, unit=own_unit())
        assert [one.member.name for one in named] == [cast["carina"].name]
        told = Logged.objects.filter(label="member.assigned", actor=None)
        assert [bytes(one.subject) for one in told] == [hidden.box.pseudonym]
    protection.leave_nobody_out()
    assert told.count() == 1, "once is enough"


def test_where_the_protection_ends_the_unit_sees_the_case_again(browse, cast, hidden):
    protection.protect(by=cast["alma"], case=hidden, protection="none")
    assert browse(cast["björn"]).get(f"/cases/{hidden.pk}/").status_code == 200
    assert browse(cast["alma"]).get(f"/cases/{hidden.pk}/").status_code == 200


def test_her_address_moves_from_the_record_to_a_page_of_its_own(browse, cast, world):
    fields = {"prs_FirstName": "Mira", "prs_MailingStreet": "Hemliga gatan 4", "prs_MailingCity": "Exempelby"}
    record.save_section(by=cast["alma"], case=world.case, section="person", fields=fields, version=1)
    protection.protect(by=cast["alma"], case=world.case, protection="fictitious")
    hers = browse(cast["alma"])
    for address in ("", "consents/", "plan/", "timeline/"):
        assert "Hemliga" not in hers.get(f"/cases/{world.case.pk}/{address}").content.decode()
    page = hers.get(f"/cases/{world.case.pk}/protected-address/").content.decode()
    assert "Hemliga gatan 4" in page
    with whole_node():
        person = Record.objects.get(case=world.case, section="person")
        person.case = world.case
        assert person.fields == {"prs_FirstName": "Mira"}


def test_the_record_takes_no_address_of_a_protected_person(cast, hidden):
    held = Record.objects.get(case=hidden, section="person")
    with pytest.raises(Refused):
        record.save_section(
            by=cast["alma"], case=hidden, section="person", fields={"prs_MailingCity": "Lund"}, version=held.version
        )


def test_two_editors_of_the_address_are_told(browse, cast, hidden):
    hers = browse(cast["alma"])
    address = f"/cases/{hidden.pk}/protected-address/change/"
    assert hers.send(address, address="Hemliga gatan 4", version="0").status_code == 302
    answer = hers.send(address, address="Öppna gatan 1", version="0")
    assert answer.status_code == 422
    assert "Öppna gatan 1" in answer.content.decode()
    assert "Hemliga gatan 4" in answer.content.decode()
    assert ProtectedAddress.objects.get(case=hidden).version == 1


def test_a_case_can_be_protected_from_its_first_minute(browse, cast):
    told = {
        "alias": "Dold",
        "age": "adult",
        "interpreter": "no",
        "voicemail": "no",
        "protection": "own",
        "unit": own_unit().pk,
    }
    hers = browse(cast["alma"])
    where = hers.send("/cases/new/", **told).url
    assert hers.get(where).status_code == 200
    assert browse(cast["björn"]).get(where).status_code == 404
    with whole_node():
        assert Case.objects.get(protection="own").protected_identity


def test_only_the_unit_that_leads_says_how_she_is_protected(browse, cast, world):
    assert browse(cast["elsa"]).send(f"/cases/{world.case.pk}/protection/", protection="none").status_code == 403
