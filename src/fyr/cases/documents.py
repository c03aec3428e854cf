"""Which documents of a case a member may read, and how their place stands."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fyr.access.permissions import Permission
from fyr.cases.access import part_of
from fyr.cases.codes.documents import READ_BY_KIND
from fyr.cases.models import Case, Document
from fyr.cases.places import Place, Standing


def readable(case: Case) -> QuerySet[Document]:
    """Those that she may read; nothing tells how many others there are."""
    shut = [kind for kind, permission in READ_BY_KIND.items() if permission not in case.may]
    named = Q() if Permission.IDENTITY_READ in case.may else Q(names_her=False)
    return Document.objects.filter(named, case=case).exclude(kind__in=shut)


def document_of(case: Case, document_id: UUID, *, lock: bool = False) -> Document:
    """A document of this case that she may read. Raises Http404 for any other, as for one that is not there."""
    document = part_of(Document, case, document_id, lock=lock)
    if not case.may.issuperset(document.needs):
        raise Http404
    return document


def standing(case: Case) -> Standing:
    count = readable(case).filter(removed_at__isnull=True).count()
    if not count:
        return Standing(_("No documents"))
    return Standing(ngettext("%(count)d document", "%(count)d documents", count) % {"count": count})


PLACE = Place("documents", "initial_support", _("Documents"), "cases:documents", Permission.CASE_READ, standing, 45)
