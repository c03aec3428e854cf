"""The page that comes with a release, and the one that comes before it: what to trust, what not."""

from fyr.release.report.plan import lines, plan_page
from fyr.release.report.release import report

__all__ = ["lines", "plan_page", "report"]
