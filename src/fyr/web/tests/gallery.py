"""Sample content for testslice/gallery.html, the page on which a developer sees every component once."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from fyr.web import icons
from fyr.web.forms import DateField
from fyr.web.registry import DayItem


class SampleForm(forms.Form):
    """One field of each kind that Fyr's forms use."""

    alias = forms.CharField(label="Alias", help_text="Do not write the person's real name here.")
    county = forms.ChoiceField(label="County", choices=[("", "Choose"), ("12", "Skåne"), ("14", "Västra Götaland")])
    contact_on = DateField(label="Date of contact", required=False)
    consent = forms.ChoiceField(
        label="Has she agreed that the unit shares this?",
        help_text="Asked with an interpreter she trusts.",
        choices=[("yes", "Yes, in writing"), ("no", "No, not yet")],
        widget=forms.RadioSelect,
    )
    concerns = forms.MultipleChoiceField(
        label="What does it concern?",
        required=False,
        choices=[
            ("thb", "Human trafficking"),
            ("exploitation", "Human exploitation"),
            ("prostitution", "Prostitution"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    assessment = forms.CharField(label="Assessment", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    danger = forms.BooleanField(label="She is in immediate danger", required=False, help_text="Call 112 first.")


def context() -> dict[str, Any]:
    """What testslice/gallery.html shows; dates lie around today, so that every kind of deadline appears."""
    today = timezone.localdate()
    now = timezone.now()
    day = datetime.timedelta(days=1)
    return {
        "steps": [
            ("contact", "First contact", "#steps"),
            ("risk", "Needs and risk"),
            ("plan", "Services"),
            ("review", "Review"),
        ],
        "next": {
            "title": "Assess the risk again",
            "why": "She has moved, and the last assessment is four weeks old.",
            "url": "#next",
            "action": "Assess risk",
            "due": today + 2 * day,
            "who": "Maria Lind, Region South",
        },
        "contact": [
            ("How", "Text message, never a call"),
            ("When", "Weekdays 10 to 14"),
            ("Also used by", "Her sister"),
            ("Code word", "Blue bicycle"),
        ],
        "summary": [
            ("Alias", "Linnea", "#alias"),
            ("Language", "Romanian"),
            ("Interpreters to avoid", ""),
            ("Age", "Adult"),
        ],
        "entries": [
            {"at": now - 9 * day, "title": "Case opened", "by": "Maria Lind"},
            {
                "at": now - 4 * day,
                "title": "Risk assessed: high",
                "text": "Protected housing is arranged.",
                "by": "Maria Lind",
            },
            {"at": today + 9 * day, "title": "Return journey", "text": "Waits for travel documents.", "planned": True},
        ],
        "tasks": [
            DayItem("Answer the referral from Malmö", "#a", 0, "It has waited two days.", today - day, "SE-2026-7KQ4"),
            DayItem("Ask about the doctor's appointment", "#b", 1, "She wanted company there.", today, "SE-2026-P3XN"),
            DayItem("Review the plan", "#c", 3, "Reviewed every third month.", None, "SE-2026-44ZM"),
        ],
        "rows": [
            {
                "ref": "SE-2026-7KQ4",
                "region": "South",
                "service": "Protected housing",
                "state": "Open",
                "tone": "success",
            },
            {
                "ref": "SE-2026-P3XN",
                "region": "West",
                "service": "Return",
                "state": "Waits for an answer",
                "tone": "warning",
            },
            {
                "ref": "SE-2026-44ZM",
                "region": "North",
                "service": "Legal aid",
                "state": "Action needed",
                "tone": "danger",
            },
        ],
        "late": today - 3 * day,
        "soon": today + day,
        "far": today + 26 * day,
        "form": SampleForm(data={"assessment": "She wants to return. Needs an interpreter and a doctor."}),
        "icons": sorted(icons.PATHS),
    }
