from django.urls import path

from fyr.returns.acts import TABLE
from fyr.returns.views import home, opening, papers, programme, returns

app_name = "returns"
# Where the acts on each kind of row are found.
UNDER = {
    "return": "record", "agreement": "agreements", "assessment": "assessments", "document": "documents", "call": "calls",
    "item": "support", "contact": "contacts",
}  # fmt: skip
# Other slices have such rows too.
NAMED = {"assessment": "return_assessment", "document": "travel_document", "call": "return_call"}
urlpatterns = [
    path("", home.home, name="home"),
    path("new/<uuid:case_id>/", opening.new, name="new"),
    path("record/<uuid:return_id>/", returns.page, name="return"),
    path("record/<uuid:return_id>/history/", returns.history, name="history"),
    path("record/<uuid:return_id>/paper/<slug:paper>/", papers.paper, name="paper"),
    path("record/<uuid:return_id>/export/", papers.export, name="export"),
    path("programmes/", programme.listing, name="programmes"),
    path("programmes/<slug:programme_code>/", programme.page, name="programme"),
    path("programmes/<slug:programme_code>/rules/", programme.rules, name="rules"),
    path("programmes/<slug:programme_code>/results/", programme.take_up_results, name="results"),
    path("programmes/<slug:programme_code>/tell/<int:year>/", programme.tell, name="tell"),
    path("programmes/<slug:programme_code>/tell/<int:year>/check/", programme.check, name="check"),
    path("programmes/<slug:programme_code>/report/<slug:report_format>/", programme.report, name="report"),
    *TABLE.paths(UNDER, NAMED),
]
