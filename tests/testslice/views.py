from django.http import HttpResponse

from fyr.access.permissions import Permission
from fyr.access.rule import rule
from fyr.cases.access import case_for


@rule(Permission.CASE_READ, "GET")
def page(request):
    return HttpResponse("<!doctype html><html lang=sv><title>T</title><main><h1>T</h1></main></html>")


@rule(Permission.CASE_READ, "GET")
def case(request, case_id):
    case_for(request.user, case_id)
    return HttpResponse("<!doctype html><html lang=sv><title>T</title><main><h1>T</h1></main></html>")
