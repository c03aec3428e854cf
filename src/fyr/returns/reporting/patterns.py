"""How few persons, days and references are written in Swedish and English. Words, not rules: add what was missed."""

import re

NUMBERS = (
    "noll|två|tvenne|tre|fyra|båda|bägge|enda|endast en|bara en|ett par|par|tva|"
    "zero|two|three|four|both|couple|single|sole|only one"
)
# These are articles as well, so less may stand between them and the person.
ARTICLES = "ingen|inga|inget|en|ett|no|none|nobody|one|a|an"
PERSONS = (
    r"person(?:en|er|erna|ers)?|människ(?:a|an|or|orna)|individ(?:en|er|erna)?|kvinn(?:a|an|or|orna)|man|mannen|män|männen|"
    r"flick(?:a|an|or|orna)|tjej(?:en|er|erna)?|pojk(?:e|en|ar|arna)|kill(?:e|en|ar|arna)|barn(?:et|en)?|bebis(?:ar)?|"
    r"ungdom(?:en|ar|arna)?|ton[åa]ring(?:en|ar|arna)?|vuxn(?:a|e|en)|vuxen|deltagar(?:e|en|na)|klient(?:en|er|erna)?|"
    r"(?:brotts)?offer|(?:brotts)?offren|målsägand(?:e|en|ena)|utsatt(?:a|e)?|stödmottagar(?:e|en|na)|"
    r"återvändar(?:e|en|na)|återvändande|mamm(?:a|an|or)|papp(?:a|an|or)|mo(?:r|dern)|mödrar|fa(?:r|dern)|fäder|"
    r"famil[jy](?:en|er|erna)?|syskon|medborgare|transperson(?:en|er)?|hbtqi?-person(?:en|er)?|ärende(?:t|n|na)?|dem|vilka|"
    r"persons?|people|individuals?|wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|bab(?:y|ies)|infants?|youths?|teenagers?|minors?|"
    r"adults?|participants?|clients?|victims?|survivors?|beneficiar(?:y|ies)|returnees?|mothers?|fathers?|famil(?:y|ies)|"
    r"siblings?|nationals?|citizens?|cases?|them|whom"
)
# What is said of persons right after a number that stands by itself: "tre avbröt", "two returned".
DID = (
    "återvände|reste|avbröt|fick|deltog|tackade|hade|var|är|kom|bor|flyttade|"
    "returned|departed|travelled|left|withdrew|received|took|declined|had|have|was|were|are|is"
)
# Words with which something else is counted, or another thing begins.
OTHER = (
    r"för|på|om|i|med|till|som|och|eller|att|från|hos|per|under|efter|månad\w*|år\w*|veck\w*|dag\w*|dygn\w*|timm\w*|gång\w*|steg\w*|"
    r"procent|kronor|kr|tkr|euro|for|on|in|with|to|that|who|and|or|from|by|per|under|after|as|at|months?|years?|weeks?|days?|hours?|"
    r"times?|steps?|percent|stages?|"
    r"antal(?:et)?|grupp\w*|fåtal|flertal|majoritet\w*|del|mängd|rad|tredjedel|fjärdedel|femtedel|"
    r"few|number|group|majority|range|lot|share|third|quarter|fifth|half"
)
# After these a digit is a number of a thing, not of persons.
LABELS = (
    "tabell",
    "steg",
    "bilaga",
    "mål",
    "kapitel",
    "artikel",
    "punkt",
    "table",
    "step",
    "annex",
    "goal",
    "chapter",
    "article",
)
# A digit that is no part of a larger number, a date, a version or a share.
DIGIT = "".join(f"(?<!{label} )" for label in LABELS) + (
    r"(?<![\w.,:/§–−-])(?<!\d[ \u00a0\u202f])(?<!§ )[0-4](?:\s?[–−-]\s?[0-4])?(?![\w.,:/%–−-]*\d|[ \u00a0\u202f]?\d|\s?%)"
)


def _between(most: int) -> str:
    return rf"(?:[\s)(]+(?!(?:{OTHER})\b)[^\W\d_][\w-]*){{0,{most}}}?[\s)(]+"


FEW = re.compile(
    rf"(?:(?:\b(?:{NUMBERS})\b|{DIGIT})(?:{_between(4)}(?:{PERSONS})|\s+(?:{DID}))\b)"
    rf"|(?:\b(?:{ARTICLES})\b{_between(2)}(?:{PERSONS})\b)",
    re.IGNORECASE,
)

# A number of five or more that is no step of five and no range: beside the tables it would say more than they do.
EXACT = re.compile(
    "".join(f"(?<!{label} )" for label in LABELS)
    + r"(?<![\w.,:/§–−-])(?<!\d[ \u00a0\u202f])(?<!§ )(?:[6-9]|[1-9]\d{0,2}[1-46-9])(?![\w.,:/%–−-]*\d|[ \u00a0\u202f]?\d|\s?%)"
    + rf"(?:{_between(4)}(?:{PERSONS})|\s+(?:{DID}|som|who|that))\b",
    re.IGNORECASE,
)

MONTHS = (
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|"
    r"january|february|march|(?-i:May|MAY)|june|july|august|october|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec"
)
DAY = re.compile(
    r"\b\d{4}-[01]?\d-[0-3]?\d\b|\b[0-3]?\d[./][01]?\d[./\s]\s?(?:19|20)?\d\d\b|\b[01]?\d/[0-3]?\d/(?:19|20)?\d\d\b"
    rf"|\b(?:19|20)\d\d[01]\d[0-3]\d\b|\bden\s+[0-3]?\d/[01]?\d\b"
    rf"|\b[0-3]?\d(?::?[ae]|st|nd|rd|th)?\.?\s+(?:of\s+)?(?:{MONTHS})\b"
    rf"|\b(?:{MONTHS})\.?\s+(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?(?![\w–-])",
    re.IGNORECASE,
)
REFERENCE = re.compile(r"\b[A-Z]{1,2}\s?[-–−]\s?\d{4}\s?[-–−]\s?[0-9A-Z]{4,}\b", re.IGNORECASE)
