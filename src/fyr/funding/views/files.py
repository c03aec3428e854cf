"""A file of an application or a grant, as an attachment."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.funding.actions.attachments import content_of
from fyr.funding.parts import row_for


@rule(Permission.FUNDING_READ, "GET")
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """To be saved, never shown in Fyr's own window: whatever it is, it does not run as a page of Fyr."""
    by = me(request)
    row = row_for(by, "attachment", attachment_id)
    headers: dict[str, Any] = {
        "Content-Disposition": f'attachment; filename="{row.file_name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Accept-Ranges": "none",
    }
    return HttpResponse(content_of(by=by, attachment=row), content_type=row.media_type, headers=headers)
