"""A slice that only the tests have: it shows up everywhere without touching another room."""

import datetime
from dataclasses import dataclass

from django.apps import AppConfig
from django.urls import reverse


class TestSliceConfig(AppConfig):
    name = "tests.testslice"
    default = True
    label = "testslice"

    def ready(self) -> None:
        from fyr.access.permissions import Permission
        from fyr.web import registry

        registry.navigation(registry.NavigationItem("Testslice", "testslice:page", Permission.CASE_READ, order=70))
        registry.panel(
            lambda request, case: registry.Panel("Panel of the test slice", "testslice/panel.html", {"ref": case.ref})
        )
        registry.my_day(_item)
        registry.timeline(_entry)


@dataclass
class Happening:
    """What a timeline shows of an entry."""

    at: datetime.datetime
    title: str = "Entry of the test slice"
    text: str = ""
    by: str = ""
    url: str = ""
    planned: bool = False


def _entry(request, case):
    yield Happening(case.opened_at)


def _item(request):
    from fyr.web import registry

    yield registry.DayItem("Item of the test slice", reverse("testslice:page"), 3, "Because it is tested")
