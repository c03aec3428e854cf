"""Promise 12: no plaintext by accident."""

import ast
import logging
from pathlib import Path

import pytest
from django.apps import apps

from fyr.vault.fields import Blind, Sealed
from fyr.web.redact import Formatter
from fyr.work.models import Delivery
from tests.routes import SECRET, build, make

pytestmark = [pytest.mark.promise(12)]

SOURCE = Path(__file__).resolve().parents[1] / "src" / "fyr"


def test_every_field_of_every_model_is_sealed_blind_or_clear_with_a_reason():
    undeclared = []
    for model in (model for app in apps.get_app_configs() if app.name.startswith("fyr.") for model in app.get_models()):
        reasons = getattr(model, "clear_because", {})
        for field in model._meta.concrete_fields:
            if not isinstance(field, Sealed | Blind) and not reasons.get(field.name):
                undeclared.append(f"{model._meta.label}.{field.name}")
        undeclared += [
            f"{model._meta.label}.{name} (no such field)"
            for name in reasons
            if name not in {f.name for f in model._meta.concrete_fields}
        ]
    assert undeclared == []


def test_only_the_vault_the_factors_and_the_sessions_decrypt():
    users = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in (
                "fyr.vault.cipher",
                "cryptography.hazmat.primitives.ciphers.aead",
            ):
                users.add(
                    str(path.relative_to(SOURCE)).split("/")[0]
                    if "vault" in path.parts
                    else str(path.relative_to(SOURCE))
                )
    assert users <= {"vault", "access/adapters.py", "access/sessions.py"}


@pytest.mark.django_db
def test_the_outbox_carries_no_content(cast):
    from fyr.work import outbox

    got = []
    outbox.subscribe("cases.note.written", got.append)
    try:
        make(cast)
        assert SECRET not in str(list(Delivery.objects.values_list("payload", flat=True)))
        assert Delivery.objects.filter(topic="cases.note.written").count() == 1
        with pytest.raises(ValueError, match="code words"):
            outbox.emit("cases.note.written", {"text": "Anna Andersson"})
    finally:
        outbox.unsubscribe("cases.note.written", got.append)


def test_a_trace_in_the_log_names_the_place_and_withholds_the_text():
    try:
        raise ValueError(SECRET)
    except ValueError:
        import sys

        record = logging.LogRecord("fyr", logging.ERROR, __file__, 1, "failed", (), sys.exc_info())
    told = Formatter("%(message)s").format(record)
    assert SECRET not in told
    assert "ValueError" in told


@pytest.mark.django_db
def test_an_error_page_shows_an_id_that_the_log_has_and_nothing_else(client, cast, monkeypatch, caplog):
    from fyr.cases.views import case as views
    from tests.routes import sign_in

    world = build(cast)
    sign_in(client, cast["alma"])
    client.raise_request_exception = False

    def broken(_page):
        raise ValueError(SECRET)

    monkeypatch.setattr(views.next_step, "next_steps", broken)
    with caplog.at_level(logging.ERROR, logger="fyr.errors"):
        answer = client.get(f"/cases/{world.case.pk}/")
    assert answer.status_code == 500
    assert SECRET.encode() not in answer.content
    shown = next(r.getMessage().split()[-1] for r in caplog.records if r.name == "fyr.errors")
    assert shown.encode() in answer.content
