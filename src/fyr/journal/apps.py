from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "fyr.journal"
