"""What comes in from files: vouchers of the accounting system, and grants of other funders."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fyr.access.errors import Refused
from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding import money
from fyr.funding.actions import imports
from fyr.funding.forms.imports import GrantsForm
from fyr.funding.models import IncomingState
from fyr.funding.ways import home_trail
from fyr.web.form_page import form_page
from fyr.web.forms import KeyedForm, submit

# Seconds until the browser asks again by itself; the import runs on without it.
REFRESH = 3
SHOWN = 100
WRITE = Permission.FUNDING_WRITE


@rule(WRITE, "GET", "POST")
def import_file(request: HttpRequest) -> HttpResponse:
    by = me(request)
    form = GrantsForm(request.POST or None, request.FILES or None, by=by)

    def act() -> object:
        file = form.cleaned_data["file"]
        # It was read once already, for the form's fingerprint.
        file.seek(0)
        return imports.check(by=by, name=file.name, data=file.read()).pk

    if request.method == "POST" and (made := submit(request, form, act, Refused)) is not None:
        return redirect("funding:import_state", made)
    lead = _(
        "Grants that other funders have published. The file is checked first; if anything in it is wrong you see where and "
        "what to do, and nothing is taken in. What is taken in is public here too."
    )
    return form_page(
        request,
        form,
        title=_("Take in grants of others"),
        trail=home_trail(),
        submit_label=_("Check the file"),
        lead=lead,
    )


@rule(WRITE, "GET")
def import_state(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    """How it stands. The page asks again by itself while it runs, without JavaScript."""
    job = imports.import_of(me(request), incoming_id)
    running = job.state == IncomingState.RUNNING
    context = {
        "job": job,
        "rejections": job.rejections[:SHOWN],
        "more": max(0, len(job.rejections) - SHOWN),
        "running": running,
        "sums": [money.shown(amount, currency) for currency, amount in sorted(job.sums.items())],
        "keyed": KeyedForm(auto_id=False),
        "trail": home_trail(),
    }
    response = render(request, "funding/import.html", context)
    if running:
        response.headers["Refresh"] = str(REFRESH)
    return response


@rule(WRITE, "POST")
def import_start(request: HttpRequest, incoming_id: UUID) -> HttpResponse:
    form = KeyedForm(request.POST)
    act = lambda: imports.start(by=me(request), import_id=incoming_id)
    if submit(request, form, act, Refused) is None:
        for text in form.non_field_errors() or [
            gettext("Nothing was done. Open the page again and press the button there.")
        ]:
            messages.error(request, text)
    return redirect("funding:import_state", incoming_id)
