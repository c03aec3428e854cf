from django.urls import path

from fyr.funding.acts import TABLE
from fyr.funding.views import (
    accounting,
    calls,
    decisions,
    files,
    grants,
    home,
    incoming,
    parties,
    public,
    reports,
)

app_name = "funding"
# Where the acts on each kind of row are found.
UNDER = {
    "decision": "decisions", "call": "calls", "application": "applications", "grant": "grants", "report": "reports",
    "ministry": "to-the-ministry", "condition": "conditions", "activity": "activities", "attachment": "files",
    "instalment": "tranches", "payment": "payments", "repayment": "repayments",
    "allotment": "funds",
}  # fmt: skip
# A concern for a child is reported too, under a name of its own.
NAMED = {"report": "grant_report"}
urlpatterns = [
    path("", home.home, name="home"),
    path("decisions/new/", decisions.add, name="add_decision"),
    path("organisations/", parties.listing, name="parties"),
    path("organisations/new/", parties.add, name="add_party"),
    path("organisations/<uuid:party_id>/", parties.party, name="party"),
    path("organisations/<uuid:party_id>/change/", parties.change, name="change_party"),
    path("decisions/<uuid:decision_id>/", decisions.decision, name="decision"),
    path("calls/<uuid:call_id>/", calls.call, name="call"),
    path("applications/<uuid:application_id>/", calls.application, name="application"),
    path("grants/<uuid:grant_id>/", grants.grant, name="grant"),
    path("reports/<uuid:grant_report_id>/", reports.report, name="report"),
    path("to-the-ministry/<uuid:ministry_id>/", reports.ministry, name="ministry"),
    path("files/<uuid:attachment_id>/", files.attachment, name="attachment"),
    path("accounting/", accounting.accounting, name="accounting"),
    path("accounting/take/", accounting.take_vouchers, name="take_vouchers"),
    path("import/", incoming.import_file, name="import"),
    path("import/<uuid:incoming_id>/", incoming.import_state, name="import_state"),
    path("import/<uuid:incoming_id>/start/", incoming.import_start, name="import_start"),
    path("open/", public.front, name="public"),
    path("open/decisions/<uuid:public_id>/", public.decision, name="public_decision"),
    path("open/as/<slug:format>/", public.download, name="public_download"),
    *TABLE.paths(UNDER, NAMED),
]
