"""Logs and traces keep class names and places, never values: a value may be a person's name."""

import logging
import traceback
from typing import Any

from django.views.debug import SafeExceptionReporterFilter


class Formatter(logging.Formatter):
    """Writes where an error happened and of which class, without its text or any variable."""

    def formatException(self, ei: Any) -> str:
        kind, _error, trace = ei
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([*places, f"  {kind.__module__}.{kind.__qualname__} (text withheld)"])

    def format(self, record: logging.LogRecord) -> str:
        # Django logs "Not Found: /path" with the path as argument; a path can hold what someone typed.
        if record.name.startswith("django.request") or record.name.startswith("django.security"):
            status = getattr(record, "status_code", "")
            record = logging.makeLogRecord({**record.__dict__, "msg": f"status {status}", "args": ()})
        return super().format(record)


class ExceptionFilter(SafeExceptionReporterFilter):
    """Should a debug report ever be made, it holds no settings, no request data and no local variables."""

    def is_active(self, request: Any) -> bool:
        return True

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> Any:
        return []

    def get_post_parameters(self, request: Any) -> dict:
        return {}
