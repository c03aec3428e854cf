"""What can be done with what, as data: one table drives the buttons of a page, the pages of forms and their addresses.

Whether it fits is said by the machine; `actions` refuse by the same.
"""

from fyr.returns import access, parts, ways
from fyr.returns.acts.after import ACTS as AFTER
from fyr.returns.acts.before import ACTS as BEFORE
from fyr.returns.acts.journey import ACTS as JOURNEY
from fyr.web.acts import ActTable

TABLE = ActTable(
    app="returns",
    acts=(*BEFORE, *JOURNEY, *AFTER),
    may=access.may,
    row_for=parts.row_for,
    parent_of=parts.parent_of,
    own_page=("return",),
    trail_to=ways.trail_to,
    url_of=ways.url_of,
)

__all__ = ["TABLE"]
