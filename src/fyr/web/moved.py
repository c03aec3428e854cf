"""What a page was about stands at another address now: whoever comes to the old one is led there, with what she wrote."""

import re
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from fyr.web import drafts

UUIDS = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Moved(Exception):
    """Raised by a view or what it calls: in the address, `old` is `new` now."""

    def __init__(self, old: UUID, new: UUID) -> None:
        super().__init__()
        self.old, self.new = str(old), str(new)


class Moves:
    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Moved):
            return None
        path = request.path.replace(exception.old, exception.new, 1)
        # What stands last in the address is what the form is about; where that is still the same, it only lies elsewhere.
        other_row = UUIDS.findall(request.path)[-1] == exception.old
        draft = drafts.take_along(request, path, other_row=other_row)
        if draft is None:
            return redirect(path)
        messages.info(request, _("The two cases are one now. What you wrote came along; it is not saved yet."))
        return redirect(f"{path}?{drafts.CONTINUE}={draft}")
