"""The vault: what is sealed opens in its own place, for its own holders, and nowhere else."""

import uuid

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from fyr.access.models import Unit
from fyr.cases.access import case_for
from fyr.cases.actions import intake
from fyr.cases.actions.intake import Intake
from fyr.cases.models import Case
from fyr.vault import blind, keys
from fyr.vault.box import Box
from fyr.vault.cipher import decrypt, encrypt
from fyr.vault.errors import Locked, Tampered
from fyr.vault.files import CHUNK, open_file, seal_file
from fyr.vault.models import Wrap

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(value=values)
def test_a_box_gives_back_what_it_sealed(value):
    box = Box(uuid.uuid4(), b"k" * 32)
    assert box.open(box.seal(value, "table|column|row"), "table|column|row") == value


@given(value=st.text(), position=st.integers(min_value=0))
def test_any_changed_byte_is_refused(value, position):
    box = Box(uuid.uuid4(), b"k" * 32)
    sealed = bytearray(box.seal(value, "a"))
    sealed[position % len(sealed)] ^= 1
    with pytest.raises(Tampered):
        box.open(bytes(sealed), "a")


@given(data=st.binary(max_size=300), fill=st.sampled_from([0, CHUNK - 8, CHUNK, 2 * CHUNK]))
def test_a_file_comes_back_as_it_was_sealed_and_tells_its_size_in_whole_chunks(data, fill):
    box, file = Box(uuid.uuid4(), b"k" * 32), uuid.uuid4()
    chunks = seal_file(box, file, b"x" * fill + data)
    assert open_file(box, file, chunks) == b"x" * fill + data
    assert len({len(chunk) for chunk in chunks}) == 1


TWO, OTHER = uuid.UUID(int=2), uuid.UUID(int=3)
BOX = Box(uuid.UUID(int=1), b"k" * 32)
CHUNKS = seal_file(BOX, TWO, b"a" * (3 * CHUNK))


@given(chunk=st.integers(0, len(CHUNKS) - 1), position=st.integers(0, CHUNK))
def test_a_file_with_any_changed_byte_is_refused(chunk, position):
    changed = [bytearray(one) for one in CHUNKS]
    changed[chunk][position] ^= 1
    with pytest.raises(Tampered):
        open_file(BOX, TWO, [bytes(one) for one in changed])


@pytest.mark.parametrize(
    "chunks",
    [
        [], CHUNKS[:-1], CHUNKS[1:], [*CHUNKS, CHUNKS[-1]], CHUNKS[::-1], [CHUNKS[1], CHUNKS[0], *CHUNKS[2:]],
        [*CHUNKS[:2], *CHUNKS[3:]], seal_file(BOX, OTHER, b"a" * (3 * CHUNK)),
        [*seal_file(BOX, TWO, b"b" * (3 * CHUNK))[:-1]], seal_file(Box(OTHER, b"k" * 32), TWO, b"a" * (3 * CHUNK)),
    ],
)  # fmt: skip
def test_a_file_that_was_cut_swapped_lengthened_or_taken_from_elsewhere_is_refused(chunks):
    with pytest.raises(Tampered):
        open_file(BOX, TWO, chunks)


def test_a_ciphertext_moved_to_another_row_or_case_is_refused():
    box, other = Box(uuid.uuid4(), b"k" * 32), Box(uuid.uuid4(), b"k" * 32)
    sealed = box.seal("Anna", "cases_case|alias|1")
    for reader, place in ((box, "cases_case|alias|2"), (box, "cases_case|language|1"), (other, "cases_case|alias|1")):
        with pytest.raises(Tampered):
            reader.open(sealed, place)


def test_a_short_and_a_longer_name_have_ciphertexts_of_one_length():
    box = Box(uuid.uuid4(), b"k" * 32)
    assert len(box.seal("Bo", "p")) == len(box.seal("Anna-Karin Lindqvist", "p"))


def test_no_nonce_comes_twice():
    assert len({encrypt(b"k" * 32, b"", b"")[1:13] for _ in range(20000)}) == 20000


def test_the_form_of_a_ciphertext_is_known():
    sealed = bytes.fromhex("01" + "000102030405060708090a0b") + b""
    with pytest.raises(Tampered):
        decrypt(b"k" * 32, sealed + b"\0" * 16, b"place")
    with pytest.raises(Tampered, match="version"):
        decrypt(b"k" * 32, b"\x02" + b"\0" * 40, b"place")


def opened(cast):
    return intake.open_case(by=cast["alma"], unit=Unit.objects.get(code="region-syd"), intake=Intake(alias="Ripan"))


@pytest.mark.django_db
def test_without_a_box_a_sealed_field_says_so(cast):
    case = Case.objects.get(pk=opened(cast).pk)
    with pytest.raises(Locked):
        _ = case.alias


@pytest.mark.django_db
def test_a_unit_without_a_wrap_cannot_unlock_and_one_it_was_shared_with_can(cast):
    case = opened(cast)
    other = Unit.objects.get(code="iom-amp").pk
    assert keys.unlock([case.pk], [other]) == {}
    keys.share(case.box, other)
    assert keys.unlock([case.pk], [other])[case.pk].pseudonym == case.box.pseudonym
    keys.withdraw(case.pk, other)
    assert keys.unlock([case.pk], [other]) == {}


@pytest.mark.django_db
def test_a_wrap_given_to_another_holder_opens_nothing(cast):
    case = opened(cast)
    other = Unit.objects.get(code="iom-amp").pk
    Wrap.objects.filter(subject=case.pk).update(holder=other)
    with pytest.raises(Tampered):
        keys.unlock([case.pk], [other])


@pytest.mark.django_db
def test_a_new_version_of_a_units_key_opens_what_the_old_one_wrapped(cast):
    case = opened(cast)
    keys.make_holder(case.unit_id)
    assert case_for(cast["alma"], case.pk).alias == "Ripan"
    assert case_for(cast["alma"], opened(cast).pk).alias == "Ripan"


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sealed_to_a_unit_key_that_was_rolled_back(cast):
    unit = opened(cast).unit_id
    with transaction.atomic():
        keys.make_holder(unit)
        opened(cast)
        transaction.set_rollback(True)
    later = opened(cast)
    keys.forget_cached()
    assert case_for(cast["alma"], later.pk).alias == "Ripan"


def test_a_blind_index_is_equal_for_one_tenant_and_kind_only():
    tenant, other = uuid.uuid4(), uuid.uuid4()
    assert blind.digest(tenant, "name", "ÅSA  Berg") == blind.digest(tenant, "name", "åsa berg")
    assert blind.digest(tenant, "name", "åsa berg") != blind.digest(other, "name", "åsa berg")
    assert blind.digest(tenant, "name", "åsa berg") != blind.digest(tenant, "alias", "åsa berg")


@pytest.mark.parametrize(
    "written", ["070-174 06 05", "+46 70 174 06 05", "0046701740605", "46701740605", "+46 (0)70-174 06 05"]
)
def test_a_phone_number_is_found_however_it_is_written(written):
    assert blind.normal_phone(written) == "46701740605"
