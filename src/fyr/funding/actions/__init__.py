"""Everything that changes: keyword-only, by= who is accountable, atomic, with the journal entry inside.

`spend` is what other slices call; all else is for the pages of this one.
"""

from fyr.funding.actions.spending import spend

__all__ = ["spend"]
