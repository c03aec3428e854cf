"""Rows that break a rule of the code book take the values of rows that break none."""

from typing import Any

import numpy as np

from fyr.release.codebook import CodeBook

Array = np.ndarray[Any, np.dtype[Any]]
TRIES = 20


def obeyed(codes: Array, book: CodeBook, draw: np.random.Generator) -> Array:
    """`codes` (fields x rows), changed in place, without any combination that the code book calls impossible.

    One field of a rule is taken over from another row, where that mends it and breaks nothing else; a row that many tries do not
    mend becomes the copy of one that is right. Where every row breaks a rule, all of them stay: nothing else is known.
    """
    rules = _rules(book)
    for _try in range(TRIES if rules else 0):
        for rule in rules:
            bad = np.flatnonzero(_broken(codes, [rule]))
            field = draw.choice(list(rule))
            changed = codes[:, bad]
            changed[field] = codes[field, draw.integers(codes.shape[1], size=len(bad))]
            right = ~_broken(changed, rules)
            codes[:, bad[right]] = changed[:, right]
    broken = _broken(codes, rules)
    if broken.any() and not broken.all():
        codes[:, broken] = codes[:, draw.choice(np.flatnonzero(~broken), int(broken.sum()))]
    return codes


def _broken(codes: Array, rules: list[dict[int, Array]]) -> Array:
    told = np.zeros(codes.shape[1], bool)
    for rule in rules:
        held = np.ones(codes.shape[1], bool)
        for field, which in rule.items():
            held &= which[codes[field]]
        told |= held
    return told


def _rules(book: CodeBook) -> list[dict[int, Array]]:
    """{field: which of its codes} of each impossible combination."""
    place = {field.name: number for number, field in enumerate(book.fields)}
    return [
        {
            place[name]: np.array([text in texts for text in book.fields[place[name]].texts])
            for name, texts in rule.where.items()
        }
        for rule in book.impossible
    ]
