"""Components that need more than an include."""

from typing import Any

from django import template
from django.forms import BaseForm

register = template.Library()


@register.inclusion_tag("web/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything that is wrong in a form, each with a link to its field; nothing where all is right."""
    rows = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        rows += [{"text": text, "target": field.auto_id if not field.use_fieldset else f"{field.auto_id}_0", "label": field.label} for text in field.errors]
    return {"rows": rows}


@register.inclusion_tag("web/components/stepper.html")
def stepper(steps: list[tuple[str, str]], current: str) -> dict[str, Any]:
    """Places in a process: (code, label) pairs; `current` is the code of where one is."""
    codes = [code for code, _label in steps]
    at = codes.index(current) if current in codes else -1
    return {"steps": [{"label": label, "done": position < at, "current": position == at} for position, (_code, label) in enumerate(steps)]}


@register.filter
def is_checkbox(field: Any) -> bool:
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset
