"""Who publishes: from the settings of the node, with what says the least where nothing is set."""

from dataclasses import dataclass

from django.conf import settings

FREE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Publisher:
    """`identifier` as from org-id.guide, such as SE-ON-<number>; empty where it is not set."""

    name: str
    identifier: str
    website: str
    licence: str
    language: str
    country: str


def publisher() -> Publisher:
    """FUNDING_PUBLISHER, _PUBLISHER_ID, _PUBLISHER_SITE, _LICENCE, _LANGUAGE (of the texts) and _COUNTRY (that benefits)."""

    def told(name: str, default: str) -> str:
        return str(getattr(settings, f"FUNDING_{name}", "") or default)

    return Publisher(
        name=told("PUBLISHER", "Fyr"),
        identifier=told("PUBLISHER_ID", ""),
        website=told("PUBLISHER_SITE", ""),
        licence=told("LICENCE", FREE),
        language=told("LANGUAGE", settings.LANGUAGE_CODE[:2]),
        country=told("COUNTRY", "SE"),
    )
