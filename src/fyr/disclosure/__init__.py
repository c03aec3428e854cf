"""Statistical disclosure control: turns counts of persons into what may be shown. Pure; docs/adr/0009-disclosure.md says why.

One table a period, and every cell by itself: a count below K is "fewer than K", zero included; any other is rounded down
to a multiple of K. What stands above cells (rows, columns, years, shares) is added up from what is shown, never from the
counts, so it gives nothing away that the cells do not. A table that was shown is kept and never made anew.
"""

from fyr.disclosure.periods import Quarter
from fyr.disclosure.table import K, Protected, Share, protect, share

__all__ = ["K", "Protected", "Quarter", "Share", "protect", "share"]
