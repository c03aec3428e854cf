"""Invented persons are right, varied, repeatable, and nobody."""

import re

from fyr.cases.htcds.catalogue import FIELDS
from fyr.cases.htcds.invent import persons
from fyr.cases.htcds.validate import check

FICTION = [
    ("+4670", 1740605, 1740699),
    ("+4631", 3900600, 3900699),
    ("+4640", 6280400, 6280499),
    ("+468", 46500400, 46500499),
    ("+46980", 319200, 319299),
]


def test_five_hundred_persons_pass_and_use_every_field_every_way():
    people = persons(500, seed=1)
    assert check(people).rejections == []
    for key in FIELDS:
        held = [person.get(key, "absent") for person in people]
        assert "absent" in held and None in held and len({repr(value) for value in held}) > 2, key


def test_ten_persons_use_every_field_and_a_seed_repeats_them():
    assert {key for person in persons(10, seed=7) for key in person} == set(FIELDS)
    assert persons(10, seed=7) == persons(10, seed=7) != persons(10, seed=8)


def test_every_phone_is_one_that_is_kept_for_fiction():
    phones = [
        person[key] for person in persons(200, seed=2) for key in person if FIELDS[key].kind == "phone" and person[key]
    ]
    for phone in phones:
        assert any(
            phone.startswith(prefix) and first <= int(phone[len(prefix) :]) <= last for prefix, first, last in FICTION
        )


def test_no_identity_number_can_belong_to_somebody():
    numbers = [person["prs_IdentityNumber"] for person in persons(200, seed=3) if person.get("prs_IdentityNumber")]
    for number in numbers:
        digits = [int(digit) for digit in re.sub(r"\D", "", number)[2:]]
        products = [digit * (2 - position % 2) for position, digit in enumerate(digits)]
        assert sum(product // 10 + product % 10 for product in products) % 10 != 0
