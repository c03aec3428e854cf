"""What can be done with what, as data: one table drives the buttons of a page, the pages of forms and their addresses.

Each act stands in the file of what it is done to. `actions` refuses what does not fit; the table only says what to offer.
"""

from fyr.funding.acts.applications import ACTS as APPLICATIONS
from fyr.funding.acts.base import Act, offered
from fyr.funding.acts.decisions import ACTS as DECISIONS
from fyr.funding.acts.grants import ACTS as GRANTS
from fyr.funding.acts.ministry import ACTS as MINISTRY
from fyr.funding.acts.payments import ACTS as PAYMENTS
from fyr.funding.acts.reports import ACTS as REPORTS

ACTS: tuple[Act, ...] = (*DECISIONS, *APPLICATIONS, *GRANTS, *PAYMENTS, *REPORTS, *MINISTRY)

__all__ = ["ACTS", "Act", "offered"]
