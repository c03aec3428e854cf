"""`fyr user`: accounts, from the node's own machine."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from fyr.access import actions
from fyr.access.errors import Refused
from fyr.access.models import Member, Membership, Unit
from fyr.access.roles import ROLES
from fyr.office.mail import one_time_link


class Command(BaseCommand):
    help = "Adds, lists and closes accounts, and prints one-time links for accounts that were never used."

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        adding = parts.add_parser("add", help="Add an account and print its one-time link.")
        adding.add_argument("email")
        adding.add_argument("--name", required=True)
        adding.add_argument("--unit", required=True, help="Code of the unit.")
        adding.add_argument("--role", required=True, choices=sorted(ROLES))
        parts.add_parser("list", help="List accounts with their roles and units.")
        for part, text in (
            ("close", "Close an account: its roles and sessions end."),
            ("link", "Print a new one-time link."),
        ):
            parts.add_parser(part, help=text).add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["part"])(options)
        except Refused as error:
            raise CommandError(str(error)) from error

    def add(self, options: dict[str, Any]) -> None:
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(_("%s is not an e-mail address.") % options["email"]) from error
        unit = Unit.objects.filter(code=options["unit"]).first()
        if unit is None:
            codes = ", ".join(Unit.objects.order_by("code").values_list("code", flat=True))
            text = _("There is no unit %(code)s. These exist: %(codes)s.")
            raise CommandError(text % {"code": options["unit"], "codes": codes})
        member = actions.add_member(
            by=None, email=options["email"], name=options["name"], unit=unit, role=options["role"]
        )
        text = _("Give this link to %(name)s; it works once, within three days:\n%(link)s")
        self.stdout.write(text % {"name": member.name, "link": one_time_link(member)})

    def list(self, options: dict[str, Any]) -> None:
        running = Membership.objects.filter(until__isnull=True).select_related("member", "unit")
        for held in running.order_by("member__name"):
            self.stdout.write(f"{held.member.email:<32} {held.role:<22} {held.unit.code}")

    def close(self, options: dict[str, Any]) -> None:
        actions.close_account(by=None, member=_member(options["email"]))
        self.stdout.write(_("The account is closed and its sessions have ended."))

    def link(self, options: dict[str, Any]) -> None:
        member = _member(options["email"])
        if not member.is_active:
            raise CommandError(_("The account is closed. An administrator can open it again on its page."))
        if member.has_usable_password():
            raise CommandError(_("She has chosen a password already. A link now would let its holder sign in as her."))
        self.stdout.write(one_time_link(member))


def _member(email: str) -> Member:
    member = Member.objects.filter(email__iexact=email).first()
    if member is None:
        raise CommandError(_("There is no account %s. 'fyr user list' shows them.") % email)
    return member
