"""What can be done with what, as data: a slice writes one table of acts, and the buttons of its pages, the pages of its forms
and their addresses follow from it.

The table only says what to offer; the slice's `actions` refuse what does not fit.
"""

from fyr.web.acts.act import Act, Do, Offer, Step
from fyr.web.acts.table import ActTable

__all__ = ["Act", "ActTable", "Do", "Offer", "Step"]
