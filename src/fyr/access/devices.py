"""Where a member is signed in, and which browsers she has signed in with before.

A browser is known by a random cookie. Only its keyed digest is kept, another one for each member, so that nobody can
read from the database who shares a computer with whom.
"""

import datetime
import hmac
import re
import secrets
import time
from uuid import UUID

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from fyr.access.models import Browser, Device, Member, System, this_minute
from fyr.access.scope import whole_node
from fyr.access.sessions import SessionStore, digest_of

# Sent in the transaction of a sign-in with a browser that she has not used for KEPT: sender, member.
unknown_device = Signal()
KEPT = datetime.timedelta(days=90)
# How exactly "last active" is known, in seconds.
PRECISION = 60
COOKIE = "fyr_device"
# Where a session says whose it is: Django's name once she is signed in, django-allauth's from her password on.
OWNED_BY = (SESSION_KEY, "account_authentication_methods_user")
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
# The first that fits. Every browser claims to be several others, so the order matters.
BROWSERS = (
    ("Edg", Browser.EDGE),
    ("OPR/", Browser.OTHER),
    ("SamsungBrowser", Browser.SAMSUNG),
    ("Firefox/", Browser.FIREFOX),
    ("FxiOS", Browser.FIREFOX),
    ("CriOS", Browser.CHROME),
    ("Chrome/", Browser.CHROME),
    ("Safari/", Browser.SAFARI),
)
SYSTEMS = (
    ("iPhone", System.IPHONE),
    ("iPad", System.IPAD),
    ("Android", System.ANDROID),
    ("Windows", System.WINDOWS),
    ("CrOS", System.CHROMEOS),
    ("Macintosh", System.MAC),
    ("Linux", System.LINUX),
)
_touched: dict[str, float] = {}


def begin(request: HttpRequest, user: object, **kwargs: object) -> None:
    """A session has begun. What she left more than KEPT ago is forgotten; an unknown browser is told."""
    if not isinstance(user, Member):
        return
    if request.session.session_key is None:
        request.session.create()
    agent = request.META.get("HTTP_USER_AGENT", "")
    kind = {"browser": _first(BROWSERS, agent, Browser.OTHER), "system": _first(SYSTEMS, agent, System.OTHER)}
    digest = digest_of(str(request.session.session_key))
    mark = mark_of(user, token_of(request))
    # She is not the acting member of this request yet.
    with transaction.atomic(), whole_node():
        hers = Device.objects.filter(member=user)
        hers.filter(last_active__lt=timezone.now() - KEPT).delete()
        known = hers.filter(mark=mark).exists()
        # Who signs in once more where she is signed in already goes on with her session.
        Device.objects.update_or_create(session=digest, defaults={"member": user, "mark": mark, **kind})
        if not known:
            unknown_device.send(Device, member=user)
    _touched[digest] = time.time()


def token_of(request: HttpRequest) -> str:
    """What this browser showed, or a new one that it is still to be given."""
    shown = request.COOKIES.get(COOKIE, "")
    token = shown if TOKEN.fullmatch(shown) else secrets.token_urlsafe(24)
    request.COOKIES[COOKIE] = token
    return token


def mark_of(member: Member, token: str) -> str:
    return digest_of(f"{member.pk} {token}")


def known_mark(request: HttpRequest, member: Member) -> str | None:
    """The mark of this browser, where she has signed in with it before."""
    shown = request.COOKIES.get(COOKIE, "")
    if not TOKEN.fullmatch(shown):
        return None
    mark = mark_of(member, shown)
    with whole_node():
        return mark if Device.objects.filter(member=member, mark=mark).exists() else None


def touch(session_key: str) -> None:
    """She was active now. Written once a minute at most, whatever she does."""
    digest, now = digest_of(session_key), time.time()
    if now - _touched.get(digest, 0) < PRECISION:
        return
    if len(_touched) > 10_000:
        _touched.clear()
    _touched[digest] = now
    Device.objects.filter(session=digest).update(last_active=this_minute())


def moved(old: str, new: str) -> None:
    """A session has got another key, as after a new password."""
    Device.objects.filter(session=digest_of(old)).update(session=digest_of(new))


def live(member: Member) -> QuerySet[Device]:
    """Her sessions that still run, the latest first. No session is opened to find them: only its key is asked."""
    running = Session.objects.filter(expire_date__gte=timezone.now()).values_list("pk", flat=True)
    digests = {digest_of(key) for key in running}
    hers = Device.objects.filter(member=member)
    found = [device.pk for device in hers if device.session in digests]
    return hers.filter(pk__in=found).order_by("-last_active", "-since")


def is_this(device: Device, request: HttpRequest) -> bool:
    return hmac.compare_digest(device.session, digest_of(str(request.session.session_key)))


def end(device: Device) -> None:
    """Its session is gone with its next request."""
    running = Session.objects.values_list("pk", flat=True)
    Session.objects.filter(pk__in=[key for key in running if digest_of(key) == device.session]).delete()


def end_sessions(member: Member, keep: str | None = None) -> None:
    """Sign her out everywhere but in the session `keep`, and where she has shown her password and not the rest yet.

    Each session is looked into, since they carry no owner outside.
    """
    store = SessionStore()
    for session in Session.objects.filter(expire_date__gte=timezone.now()).exclude(pk=keep or "").iterator():
        held = store.decode(session.session_data)
        if str(member.pk) in {held.get(name) for name in OWNED_BY}:
            session.delete()


def hers(member: Member, device_id: UUID) -> Device | None:
    return live(member).filter(pk=device_id).first()


def _first(marks: tuple[tuple[str, str], ...], agent: str, otherwise: str) -> str:
    return next((kind for mark, kind in marks if mark in agent), otherwise)
