"""What `fyr check --deploy` refuses, each by its name."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection
from django.utils.translation import gettext as _

from fyr import node
from fyr.access import passkeys
from fyr.web import registry


@register(Tags.security, deploy=True)
def safe_to_serve(app_configs, **kwargs) -> list[CheckMessage]:
    return [*_node(), *_addresses(), *_mail(), *_keys(), *_roles(), *_rules()]


def _node() -> Iterator[CheckMessage]:
    if node.kind() is None:
        yield Error(_("There is no node in FYR_HOME."), hint=_("Make one with 'fyr init'."), id="fyr.E001")
    if node.is_example():
        yield Error(
            _("This is an example folder: anyone can sign in by one click."),
            hint=_("Make a real node with 'fyr init' in another FYR_HOME."),
            id="fyr.E002",
        )
    if node.home().exists() and node.home().stat().st_mode & 0o077:
        yield Error(_("Others can look into FYR_HOME."), hint=_("chmod 700 on the folder."), id="fyr.E017")


def _addresses() -> Iterator[CheckMessage]:
    if not settings.ORIGINS:
        yield Error(_("FYR_ORIGINS is not set."), hint="FYR_ORIGINS=https://fyr.example.se", id="fyr.E003")
    if any(urlsplit(origin).scheme != "https" for origin in settings.ORIGINS):
        yield Error(
            _("An address in FYR_ORIGINS is not https."), hint=_("Put a proxy with TLS in front."), id="fyr.E004"
        )
    if settings.ORIGINS and passkeys.party() is None:
        yield Error(
            _("Passkeys cannot work at %(address)s, the first address in FYR_ORIGINS.")
            % {"address": settings.ORIGINS[0]},
            hint=_("A browser gives a passkey to https and a host name only, never to an IP address."),
            id="fyr.E022",
        )
    if len(settings.ORIGINS) > 1:
        yield Warning(
            _("Passkeys work at the first address in FYR_ORIGINS only: %(address)s.")
            % {"address": settings.ORIGINS[0]},
            hint=_("Put the address first that members use, and never change it: their passkeys belong to it."),
            id="fyr.W023",
        )
    if urlsplit(settings.QUICK_EXIT).scheme != "https":
        yield Error(_("The quick exit does not lead to an https page."), hint="FYR_QUICK_EXIT=https://…", id="fyr.E005")
    if settings.SECURE and settings.SECURE_PROXY_SSL_HEADER is None:
        yield Error(
            _("FYR_ORIGINS is https, but no proxy in front is named: every visitor would count as one."),
            hint=_("FYR_BEHIND_PROXY=1, where the proxy overwrites X-Forwarded-Proto and appends X-Forwarded-For."),
            id="fyr.E015",
        )


def _mail() -> Iterator[CheckMessage]:
    if settings.EMAIL_HOST == "localhost":
        yield Warning(
            _("Mail is sent to a server on this machine."),
            hint=_("Set FYR_SMTP_HOST if there is none here."),
            id="fyr.W006",
        )
    elif not settings.EMAIL_USE_TLS:
        yield Error(_("Mail with one-time links would travel unencrypted."), hint="FYR_SMTP_TLS=1", id="fyr.E019")
    if settings.DEFAULT_FROM_EMAIL == "fyr@localhost":
        yield Error(_("No sender of mail is set."), hint="FYR_MAIL_FROM=fyr@example.se", id="fyr.E021")


def _keys() -> Iterator[CheckMessage]:
    values = []
    for name in node.SECRETS:
        try:
            values.append(node.secret(name))
        except node.NodeError as error:
            yield Error(str(error), id="fyr.E007")
        path = node.home() / "keys" / f"{name}.key"
        if path.exists() and path.stat().st_mode & 0o077:
            yield Error(
                _("%(file)s can be read by others.") % {"file": path.name},
                hint=_("chmod 600 on every key file."),
                id="fyr.E008",
            )
    if len(set(values)) < len(values):
        yield Error(
            _("Two keys of the node are the same."), hint=_("Each key is 32 random bytes of its own."), id="fyr.E014"
        )
    if (node.home() / "keys" / "node.key").exists():
        yield Warning(
            _("The node's key lies beside the data that it opens."),
            hint=_("Point FYR_NODE_KEY_FILE to another disk."),
            id="fyr.W009",
        )


def _roles() -> Iterator[CheckMessage]:
    if connection.vendor != "postgresql":
        yield Warning(
            _("SQLite serves a small node; PostgreSQL adds row-level policies."),
            hint="FYR_DATABASE_URL=postgresql://…",
            id="fyr.W010",
        )
        return
    with connection.cursor() as cursor:
        # The session's own user counts too: whoever can RESET ROLE is back to it.
        cursor.execute(
            "SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname IN (current_user, session_user)"
        )
        if cursor.fetchone()[0]:
            yield Error(
                _("The database role that serves members ignores row-level policies."),
                hint=_("Use the role fyr_app."),
                id="fyr.E011",
            )
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = session_user")
        if cursor.fetchone()[0]:
            yield Error(
                _("The database role that serves members owns tables."),
                hint=_("Migrate with FYR_MIGRATOR_DATABASE_URL."),
                id="fyr.E012",
            )


def _rules() -> Iterator[CheckMessage]:
    for rule in registry.unverified_rules():
        yield Warning(
            _("No lawyer has verified the rule “%(code)s” (%(source)s) for this node.")
            % {"code": rule.code, "source": rule.source},
            hint=_("Have it read, and note the day in the column “verified” of the data file, or in the rule itself."),
            id="fyr.W013",
        )
