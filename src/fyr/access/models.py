"""Organisations, their units, and the members who act in them."""

import datetime
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from fyr.access.roles import ROLES

if TYPE_CHECKING:
    from fyr.access.rights import Rights


class Organisation(models.Model):
    """A tenant: it is controller of its cases."""

    clear_because: ClassVar = {
        "id": "random id",
        "code": "public code of an organisation",
        "name": "public name of an organisation",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """The part of an organisation that holds cases together. Its key opens them."""

    clear_because: ClassVar = {
        "id": "random id",
        "organisation": "link to the organisation",
        "code": "public code of a unit",
        "name": "public name of a unit",
        "takes_referrals": "tells other units whether they can refer to it",
        "region": "code: where its cases are counted",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="units")
    code = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    takes_referrals = models.BooleanField(default=True)
    # A code of data/regions.csv; empty where the unit works in the whole country, or nobody has said.
    region = models.CharField(max_length=20, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Members(BaseUserManager["Member"]):
    def get_by_natural_key(self, email: str | None) -> "Member":
        return self.get(email__iexact=email)


class Member(AbstractBaseUser):
    """A person who signs in. What she may do follows from her memberships alone."""

    clear_because: ClassVar = {
        "id": "random id",
        "password": "a salted scrypt hash",
        "last_login": "when she last signed in",
        "email": "the work address that she signs in with",
        "name": "her name as colleagues know it",
        "language": "the language of her pages, where she chose one",
        "is_active": "whether she can sign in",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    # Empty until she has chosen one: until then the browser says, and where it says nothing, the node.
    language = models.CharField(max_length=5, blank=True, default="")
    is_active = models.BooleanField(default=True)

    objects = Members()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def rights(self) -> "Rights":
        """What she may do now. A request loads her anew, so an ended right is gone with the next one."""
        from fyr.access.rights import rights_of

        return rights_of(self)


class Membership(models.Model):
    """A member's role in a unit, from one moment until another. Ended, never deleted."""

    clear_because: ClassVar = {
        "id": "random id",
        "member": "who",
        "unit": "where",
        "role": "code of the role",
        "since": "from when",
        "until": "until when; empty while it lasts",
        "given_by": "the administrator who gave it; empty for the node's first",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    given_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="access_until_after_since"
            ),
            models.CheckConstraint(condition=Q(role__in=sorted(ROLES)), name="access_known_role"),
            models.UniqueConstraint(
                fields=["member", "unit"], condition=Q(until__isnull=True), name="access_one_open_membership"
            ),
        )


class FactorReset(models.Model):
    """A request to remove a member's lost second factor: two administrators, neither of them herself."""

    clear_because: ClassVar = {
        "id": "random id",
        "member": "whose factor was lost",
        "asked_by": "the first administrator",
        "asked_at": "when",
        "approved_by": "the second administrator",
        "approved_at": "when",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="factor_resets")
    asked_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="access_reset_approval_paired",
            ),
            models.CheckConstraint(condition=~Q(approved_by=F("asked_by")), name="access_reset_by_two"),
            models.CheckConstraint(condition=~Q(asked_by=F("member")), name="access_reset_not_by_herself"),
            models.CheckConstraint(condition=~Q(approved_by=F("member")), name="access_reset_not_approved_by_herself"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(approved_at__isnull=True), name="access_one_open_reset"
            ),
        )


class Browser(models.TextChoices):
    CHROME = "chrome", "Chrome"
    EDGE = "edge", "Edge"
    FIREFOX = "firefox", "Firefox"
    SAFARI = "safari", "Safari"
    SAMSUNG = "samsung", "Samsung Internet"
    OTHER = "other", _("Another browser")


class System(models.TextChoices):
    WINDOWS = "windows", "Windows"
    MAC = "mac", "Mac"
    IPHONE = "iphone", "iPhone"
    IPAD = "ipad", "iPad"
    ANDROID = "android", "Android"
    CHROMEOS = "chromeos", "ChromeOS"
    LINUX = "linux", "Linux"
    OTHER = "other", _("another system")


def this_minute() -> datetime.datetime:
    return timezone.now().replace(second=0, microsecond=0)


class Device(models.Model):
    """One session of a member, as she recognises it herself. No address and no version, which would follow her."""

    clear_because: ClassVar = {
        "id": "random id",
        "member": "whose session",
        "session": "keyed digest of the key of the session, which it does not give away",
        "mark": "keyed digest of a random cookie of the browser, another one for each member",
        "browser": "code of the kind of browser, without version",
        "system": "code of the kind of system, without version",
        "since": "when she signed in, to the minute",
        "last_active": "when she last asked for a page, to the minute",
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="devices")
    session = models.CharField(max_length=64, unique=True)
    mark = models.CharField(max_length=64)
    browser = models.CharField(max_length=10, choices=Browser)
    system = models.CharField(max_length=10, choices=System)
    since = models.DateTimeField(default=this_minute)
    last_active = models.DateTimeField(default=this_minute)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(browser__in=Browser.values), name="access_known_browser"),
            models.CheckConstraint(condition=Q(system__in=System.values), name="access_known_system"),
        )
