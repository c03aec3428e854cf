import datetime

from django.apps import AppConfig


def forget_old() -> None:
    """What was delivered, and the answers to old forms, are of no use after a while."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    from fyr.work.models import Delivery, Once, Remembered

    now = timezone.now()
    Delivery.objects.filter(done_at__lt=now - datetime.timedelta(days=30)).delete()
    Once.objects.filter(made_at__lt=now - datetime.timedelta(days=7)).delete()
    Remembered.objects.filter(until__lt=now).delete()
    Session.objects.filter(expire_date__lt=now).delete()


def sequence_journal() -> None:
    """Number the entries that wait; each batch gets its checkpoint."""
    from fyr.journal import sequencer

    sequencer.sequence()


class WorkConfig(AppConfig):
    name = "fyr.work"

    def ready(self) -> None:
        from fyr.access import leaving
        from fyr.work import clock, drafts

        leaving.follow(drafts.end_with_membership)
        clock.every("work.forget_drafts", 3600, drafts.forget_old)
        clock.every("journal.sequence", 5, sequence_journal)
        clock.every("work.forget_old", 3600, forget_old)
