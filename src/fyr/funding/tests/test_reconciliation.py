"""Lines of the accounting system, and what agrees with them."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from fyr.access.errors import Refused
from fyr.funding import reconciliation
from fyr.funding.actions import repayments, vouchers
from fyr.funding.models import Voucher
from fyr.funding.tests.conftest import day

pytestmark = pytest.mark.django_db
HEAD = "voucher;date;amount;currency;text\n"


def lines(*rows):
    return vouchers.read((HEAD + "\n".join(rows)).encode())


def take(money, *rows):
    return vouchers.take(by=money.farida, unit=money.unit, lines=lines(*rows))


def reconcile(money):
    told = reconciliation.reconcile([money.unit.pk])
    return told.agreed, [(one.number, str(one.what), one.here, one.there) for one in told.differences]


@pytest.fixture
def five(money):
    """Three payments, one of them in euro, and a repayment, as they are recorded here."""
    for number, amount in enumerate((1_000, 2_000, 3_000), 1):
        foreign = {"foreign_amount": 90, "foreign_currency": "EUR", "rate": Decimal("22"), "rate_source": "Riksbanken"}
        money.paid(money.running(amount), voucher=f"V-{number}", **(foreign if number == 2 else {}))
    grant = money.running(500)
    money.paid(grant, voucher="V-4")
    money.reported(grant, 400, "final")
    repayments.record(by=money.farida, repayment=grant.repayments.get(), voucher="R-1", on=day())
    return money


def test_what_is_the_same_on_both_sides_agrees_also_in_another_currency(five):
    today = day().isoformat()
    for euro in (f"V-2;{today};0,90;EUR;", f"V-2;{today};20;SEK;"):
        take(five, f"V-1;{today};10;;", euro, f"V-3;{today};30,00;SEK;", f"V-4;{today};5;SEK;", f"R-1;{today};-1;SEK;")
        assert reconcile(five) == (5, [])


def test_each_kind_of_difference_is_told(five):
    with translation.override("en"):
        take(
            five, f"V-1;{day()};10,01;SEK;", f"V-2;{day(-1)};0,90;EUR;", f"V-4;{day()};5;EUR;", f"R-1;{day()};1;SEK;",
            f"X-9;{day()};7;SEK;Hyra",
        )  # fmt: skip
        agreed, told = reconcile(five)
        assert agreed == 0
        assert set(told) == {
            ("V-1", str(reconciliation.DIFFERS), 1_000, 1_001),
            ("V-2", str(reconciliation.OTHER_DAY), 90, 90),
            ("V-3", str(reconciliation.NOT_THERE), 3_000, None),
            ("V-4", str(reconciliation.DIFFERS), 500, 500),
            ("R-1", str(reconciliation.DIFFERS), -100, 100),
            ("X-9", str(reconciliation.NOT_HERE), None, 700),
        }


def test_only_ones_own_units_are_compared(five, django_assert_num_queries):
    take(five, f"V-1;{day()};10;SEK;")
    with django_assert_num_queries(3):
        told = reconciliation.reconcile([five.parties["cbss"].unit_id])
    assert (told.agreed, told.differences) == (0, ())


def test_a_line_taken_again_is_replaced_and_a_number_stands_once_in_a_file(money):
    assert take(money, f"V-1;{day()};10;SEK;", f"V-2;{day()};20;SEK;") == 2
    take(money, f"V-1;{day()};11;SEK;")
    assert dict(Voucher.objects.values_list("number", "amount")) == {"V-1": 1_100, "V-2": 2_000}
    with pytest.raises(Refused) as info:
        take(money, f"V-3;{day()};10;SEK;", f"V-3;{day()};20;SEK;")
    assert info.value.field == "file"
    assert not Voucher.objects.filter(number="V-3").exists()


@pytest.mark.parametrize("name", ["gunnar", "nina", "hedda"])
def test_only_an_officer_of_the_unit_takes_lines_in(money, cast, name):
    with pytest.raises(PermissionDenied):
        vouchers.take(by=cast[name], unit=money.unit, lines=lines(f"V-1;{day()};10;SEK;"))
    with pytest.raises(PermissionDenied):
        vouchers.take(by=money.farida, unit=money.parties["iom"].unit, lines=lines(f"V-1;{day()};10;SEK;"))


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (";2026-01-01;10;SEK;", "voucher", ""),
        ("V;1/2 2026;10;SEK;", "date", "1/2 2026"),
        ("V;2026-13-01;10;SEK;", "date", "2026-13-01"),
        ("V;2026-01-01;tio;SEK;", "amount", "tio"),
        ("V;2026-01-01;1.000.000;SEK;", "amount", "1.000.000"),
        ("V;2026-01-01;10,123;SEK;", "amount", "10,123"),
        ("V;2026-01-01;99999999999999999;SEK;", "amount", "99999999999999999"),
        ("V;2026-01-01;10;kr;", "currency", "kr"),
        ("V", "date", ""),
    ],
)
def test_a_wrong_cell_is_named_by_row_column_and_value(row, column, value):
    with translation.override("en"), pytest.raises(Refused) as info:
        lines("V-1;2026-01-01;10;SEK;", "", row)
    assert info.value.field == "file"
    assert str(info.value.text).startswith(f"Row 4, {column} “{value}”: ")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", HEAD.encode(), b"\xff\xfeV", b"number;date;amount\n", b"voucher;datum;belopp\nV;1;1",
        (HEAD + "V;2026-01-01;1;SEK;x\n" * 5001).encode(), (HEAD + f'V;2026-01-01;1;SEK;"{"x" * 200_000}"').encode(),
    ],
)  # fmt: skip
def test_a_file_of_another_form_is_refused_as_a_whole(data):
    with pytest.raises(Refused) as info:
        vouchers.read(data)
    assert info.value.field == "file"


def test_files_of_other_programs_are_read():
    told = [
        (one.number, one.amount, one.currency)
        for one in lines("V-1;2026-01-01;1 500,50;;Text", "V-2;2026-01-01;-3;EUR;")
    ]
    assert told == [("V-1", 150_050, "SEK"), ("V-2", -300, "EUR")]
    for data in ("\ufeffvoucher,date,amount\r\nV,2026-01-01,10.5\r\n", "voucher,date,amount\rV,2026-01-01,10.5\r"):
        assert [one.amount for one in vouchers.read(data.encode())] == [1_050]
