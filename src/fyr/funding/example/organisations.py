"""Who gives and who receives. Numbers of real organisations are left out: unknown is not invented."""

from fyr.access.models import Member, Unit
from fyr.funding.actions.parties import add_party
from fyr.funding.models import Party

# code: (name, kind, county, protected, unit)
ORGANISATIONS = {
    "jamy": ("Jämställdhetsmyndigheten (exempel)", "government", "", False, "jamy"),
    "iom": ("IOM (exempel)", "international", "", False, "iom-ekonomi"),
    "cbss": ("Östersjöstaternas råd (exempel)", "international", "", False, "cbss"),
    "plattformen": ("Plattformen mot människohandel (exempel)", "civil", "", False, "plattformen"),
    "exempelstad": ("Exempelstads kommun", "municipal", "Skåne län", False, "exempelstad-ekonomi"),
    "trygg-hamn": ("Föreningen Trygg hamn (exempel)", "civil", "Skåne län", True, ""),
}


def engage(by: Member) -> dict[str, Party]:
    units = {unit.code: unit for unit in Unit.objects.all()}
    return {
        code: add_party(
            by=by,
            name=name,
            kind=kind,
            county=county,
            protected=protected,
            country="FI" if code == "iom" else "SE",
            unit=units.get(unit),
        )
        for code, (name, kind, county, protected, unit) in ORGANISATIONS.items()
    }
