"""Promise 18: the log does not tell the story itself."""

import uuid

import pytest

from fyr import journal
from fyr.journal.models import Entry
from fyr.journal.sequencer import sequence
from fyr.journal.verify import verify
from fyr.vault import keys
from tests.routes import SECRET, all_routes, build, sign_in

pytestmark = [pytest.mark.promise(18), pytest.mark.django_db]


def test_no_entry_holds_a_name_a_phone_a_reference_or_an_id_of_a_case(client, cast):
    world = build(cast)
    sign_in(client, cast["alma"])
    for route in all_routes():
        if "GET" in route.rule.methods and route.name != "account_logout":
            client.get(route.url(world.values) + f"?q={SECRET}")
    rows = "\n".join(
        f"{e.label} {e.codes} {bytes(e.others).hex()} {bytes(e.subject or b'').hex()}" for e in Entry.objects.all()
    )
    for told in (SECRET, "46701740699", world.case.ref, str(world.case.pk), world.case.pk.hex):
        assert told not in rows


@pytest.mark.parametrize("word", ["Anna Andersson", "a\nb", "é", "", "x" * 65, "<script>"])
def test_the_journal_takes_code_words_and_nothing_else(word):
    with pytest.raises(ValueError, match="code words"):
        journal.append(label="case.opened", actor=uuid.uuid4(), codes={"code": word})
    with pytest.raises(ValueError, match="code words"):
        journal.append(label=word, actor=uuid.uuid4())


def test_a_forged_label_in_the_request_has_no_effect(client, cast):
    sign_in(client, cast["alma"])
    client.get("/cases/?label=forged&action=forged", headers={"X-Label": "forged"})
    assert Entry.objects.order_by("-at", "-pk").first().label == "cases:list"


@pytest.mark.django_db(transaction=True)
def test_an_erased_person_cannot_be_linked_again_and_the_proof_still_holds(cast):
    world = build(cast)
    sequence()
    assert Entry.objects.filter(subject=world.case.box.pseudonym).exists()
    keys.destroy(world.case.pk)
    assert keys.unlock([world.case.pk], [world.case.unit_id]) == {}
    assert verify().fault is None
