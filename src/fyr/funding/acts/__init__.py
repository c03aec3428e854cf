"""What can be done with what, as data: one table drives the buttons of a page, the pages of forms and their addresses.

Each act stands in the file of what it is done to. `actions` refuses what does not fit; the table only says what to offer.
"""

from fyr.funding import access, parts, ways
from fyr.funding.acts.applications import ACTS as APPLICATIONS
from fyr.funding.acts.decisions import ACTS as DECISIONS
from fyr.funding.acts.grants import ACTS as GRANTS
from fyr.funding.acts.ministry import ACTS as MINISTRY
from fyr.funding.acts.payments import ACTS as PAYMENTS
from fyr.funding.acts.reports import ACTS as REPORTS
from fyr.web.acts import ActTable

TABLE = ActTable(
    app="funding",
    acts=(*DECISIONS, *APPLICATIONS, *GRANTS, *PAYMENTS, *REPORTS, *MINISTRY),
    may=access.may,
    row_for=parts.row_for,
    parent_of=parts.parent_of,
    own_page=("decision", "call", "application", "grant", "report", "ministry"),
    trail_to=ways.trail_to,
    url_of=ways.url_of,
)
offered = TABLE.offered

__all__ = ["TABLE", "offered"]
