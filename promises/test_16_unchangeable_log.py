"""Promise 16: the log cannot be changed or cut unnoticed."""

import shutil
import subprocess
import sys
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from fyr import journal
from fyr.journal import outside
from fyr.journal.errors import JournalDamaged
from fyr.journal.models import Checkpoint, Entry
from fyr.journal.sequencer import sequence
from fyr.journal.verify import verify
from tests.owner import owner_without_triggers

pytestmark = [pytest.mark.promise(16), pytest.mark.django_db(transaction=True)]


def filled(count=12):
    for number in range(count):
        with transaction.atomic():
            journal.append(
                label="case.opened", actor=uuid.uuid4(), subject=bytes([number]) * 16, codes={"code": f"n{number}"}
            )
        if number % 5 == 4:
            sequence()
    sequence()


def test_an_untouched_journal_is_whole():
    filled()
    assert verify().fault is None
    assert verify().entries == 12


CHANGES = [
    "label = 'case.closed'", "outcome = 'refused'", "actor = NULL", "codes = ''", "subject = NULL", "at = '2020-01-01 00:00:00+00:00'",
    "others = subject",
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seq", [0, 6, 11])
def test_any_altered_column_of_any_row_is_named(change, seq):
    filled()
    with owner_without_triggers() as cursor:
        cursor.execute(f"UPDATE journal_entry SET {change} WHERE seq = %s", [seq])
    assert verify().seq == seq


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps text in a column of text")
def test_a_column_that_holds_what_no_entry_can_hold_is_named_too():
    filled()
    with owner_without_triggers() as cursor:
        cursor.execute("UPDATE journal_entry SET codes = x'fffe' WHERE seq = 3")
    assert verify().seq == 3


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM journal_mention WHERE subject = %s",
        "UPDATE journal_mention SET entry = (SELECT id FROM journal_entry WHERE seq = 0) WHERE subject = %s",
    ],
)
def test_whoever_hides_that_a_case_was_opened_in_a_list_is_found_out(change):
    filled()
    journal.append(label="cases:list", actor=uuid.uuid4(), others=[b"a" * 16, b"b" * 16])
    assert verify().fault is None
    with owner_without_triggers() as cursor:
        cursor.execute(change, [b"b" * 16])
    assert "index of cases" in verify().fault


@pytest.mark.parametrize("seq", [0, 6, 11])
def test_a_removed_row_is_named_and_the_command_fails(seq):
    filled()
    with owner_without_triggers() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE seq = %s", [seq])
    with pytest.raises(CommandError, match=f"entry {seq} is missing"):
        call_command("journal", "verify", stdout=StringIO())


def test_rows_leaves_and_checkpoints_forged_together_still_meet_the_copy_outside():
    filled()
    from fyr.journal.leaves import leaf_of

    entry = Entry.objects.get(seq=6)
    entry.label = "case.closed"
    with owner_without_triggers() as cursor:
        cursor.execute("UPDATE journal_entry SET label = 'case.closed', leaf = %s WHERE seq = 6", [leaf_of(entry, 6)])
        cursor.execute("DELETE FROM journal_checkpoint WHERE size > 6")
    assert verify().fault is not None


def test_two_swapped_rows_are_named():
    filled()
    with owner_without_triggers() as cursor:
        for wanted, held in ((-1, 3), (3, 4), (4, -1)):
            cursor.execute("UPDATE journal_entry SET seq = %s WHERE seq = %s", [wanted, held])
    assert verify().seq == 3


def test_the_end_cut_off_together_with_its_checkpoints_is_seen():
    filled()
    with owner_without_triggers() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE seq >= 10")
        cursor.execute("DELETE FROM journal_checkpoint WHERE size > 10")
    assert verify().fault is not None


def test_a_forged_checkpoint_is_refused():
    filled()
    with owner_without_triggers() as cursor:
        cursor.execute("UPDATE journal_checkpoint SET note = replace(note, 'fyr/journal', 'fyr/journal2')")
    assert verify().fault is not None


def test_the_role_that_serves_members_can_neither_change_nor_delete():
    filled()
    for statement in (
        "UPDATE journal_entry SET label = 'x' WHERE seq = 1",
        "DELETE FROM journal_entry WHERE seq = 1",
        "DELETE FROM journal_checkpoint",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify().fault is None


def test_a_crash_before_the_copy_was_written_is_healed():
    filled()
    written = outside.notes()
    (outside.folder() / "checkpoints").write_text("".join(note + outside.LINE for note in written[:-1]))
    with open(outside.folder() / "leaves", "ab") as leaves:
        leaves.truncate(11 * 32)
    sequence()
    assert outside.leaves_kept() == 12
    assert verify().fault is None


def test_a_copy_that_was_taken_away_is_named_until_a_person_has_it_made_anew():
    filled()
    shutil.rmtree(outside.folder())
    sequence()
    assert "was cut" in verify().fault
    call_command("journal", "copy", stdout=StringIO())
    assert verify().fault is None
    cut = b"\xff\xfe" + outside.LINE.encode() * 3
    (outside.folder() / "checkpoints").write_bytes(cut)
    assert verify().fault is not None
    call_command("journal", "copy", stdout=StringIO())
    assert cut in [path.read_bytes() for path in outside.folder().glob("checkpoints.until-*")]


def test_a_note_taken_away_earlier_tells_of_an_end_cut_off_everywhere(tmp_path):
    filled()
    taken = tmp_path / "checkpoints"
    taken.write_text("".join(note + outside.LINE for note in outside.notes()))
    call_command("journal", "verify", since=taken, stdout=StringIO())
    with owner_without_triggers() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE seq >= 5")
        cursor.execute("DELETE FROM journal_checkpoint WHERE size > 5")
    call_command("journal", "copy", stdout=StringIO())
    assert verify().fault is None
    with pytest.raises(CommandError, match="entry 5 is missing"):
        call_command("journal", "verify", since=taken, stdout=StringIO())


def insert(seq):
    return (
        "INSERT INTO journal_entry (id, at, actor, label, outcome, subject, others, codes, seq, leaf) SELECT"
        f" '{uuid.uuid4().hex}', at, actor, label, outcome, subject, others, codes, {seq}, leaf FROM journal_entry LIMIT 1"
    )


@pytest.mark.parametrize("seq", [-1, 12, 5000])
def test_nobody_gives_an_entry_a_number_of_her_own(seq):
    filled()
    journal.append(label="case.opened", actor=uuid.uuid4())
    for statement in (insert(seq), f"UPDATE journal_entry SET seq = {seq + 1}, leaf = id WHERE seq IS NULL"):
        if seq == 12 and statement.startswith("UPDATE"):
            continue
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert (verify().fault, verify().entries) == (None, 13)


@pytest.mark.parametrize("seq", [-1, 12])
def test_an_entry_with_a_number_that_was_never_signed_is_named_and_nothing_more_is_signed(seq):
    filled()
    with owner_without_triggers() as cursor:
        cursor.execute(insert(seq))
    assert verify().seq == seq
    journal.append(label="case.opened", actor=uuid.uuid4())
    assert verify().seq == seq


def test_missing_checkpoints_are_named_even_while_an_entry_waits():
    filled()
    journal.append(label="case.opened", actor=uuid.uuid4())
    with owner_without_triggers() as cursor:
        cursor.execute("DELETE FROM journal_checkpoint WHERE size > 5")
    assert "missing from the database" in verify().fault


def test_a_tampered_frontier_is_named_and_nothing_is_signed_on_top_of_it():
    filled()
    last = Checkpoint.objects.order_by("-size").first()
    forged = bytes([last.frontier[0] ^ 1]) + bytes(last.frontier[1:])
    with owner_without_triggers() as cursor:
        cursor.execute("UPDATE journal_checkpoint SET frontier = %s WHERE size = %s", [forged, last.size])
    journal.append(label="case.opened", actor=uuid.uuid4())
    with pytest.raises(JournalDamaged):
        sequence()
    assert "does not fit its own signature" in verify().fault
    assert Checkpoint.objects.order_by("-size").first().size == 12


# Loads the code once; each writer is a process of its own with its own connection.
WRITERS = """
import os, sys, traceback, uuid
import tests.environment_child
import django
django.setup()
from django.db import connection, transaction
from fyr import journal
from fyr.journal.sequencer import sequence

def write(writer):
    for number in range(6):
        with transaction.atomic():
            journal.append(label="case.opened", actor=uuid.uuid4(), codes={"code": f"w{writer}-{number}"})
        if writer % 10 == 0:
            sequence()
    connection.close()

for writer in range(50):
    if os.fork() == 0:
        try:
            write(writer)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
sys.exit(sum(os.wait()[1] != 0 for _writer in range(50)))
"""


@pytest.mark.concurrency
def test_fifty_writing_processes_leave_neither_gap_nor_fork(django_db_blocker):
    import os

    held = connection.settings_dict
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "fyr.settings",
        "PYTHONPATH": "src:.",
        "FYR_TEST_NAME": str(held["NAME"]),
    }
    connection.close()
    done = subprocess.run([sys.executable, "-c", WRITERS], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    sequence()
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(300))
    assert len({note for note in Checkpoint.objects.values_list("size", flat=True)}) == Checkpoint.objects.count()
    report = verify()
    assert (report.fault, report.entries) == (None, 300)
