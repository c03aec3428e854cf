"""The file itself, as an attachment."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from fyr.access.permissions import Permission
from fyr.access.rule import me, rule
from fyr.cases.access import case_for
from fyr.cases.actions import documents as actions


@rule(Permission.CASE_READ, "GET")
def document_file(request: HttpRequest, case_id: UUID, document_id: UUID) -> HttpResponse:
    """To be saved, never shown in Fyr's own window: whatever it is, it does not run as a page of Fyr."""
    case = case_for(me(request), case_id)
    document, content = actions.content_of(by=me(request), case=case, document_id=document_id)
    headers: dict[str, Any] = {
        "Content-Disposition": f'attachment; filename="{document.file_name}"',
        "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
        "Accept-Ranges": "none",
    }
    return HttpResponse(content, content_type=document.media_type, headers=headers)
