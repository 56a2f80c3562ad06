"""Where a story ran: names of languages and countries, as archives print them, to codes."""

import re

from django.utils.translation import gettext as _

from articles.text.hyphens import Mend

FOOTER = re.compile(r"Newspapers (in|from) (\S.{0,60})")

#: BCP 47.
LANGUAGES = {
    "Arabic": "ar",
    "Chinese": "zh",
    "Danish": "da",
    "Dutch": "nl",
    "English": "en",
    "French": "fr",
    "German": "de",
    "Irish": "ga",
    "Italian": "it",
    "Norwegian": "no",
    "Polish": "pl",
    "Portuguese": "pt",
    "Russian": "ru",
    "Scottish Gaelic": "gd",
    "Spanish": "es",
    "Swedish": "sv",
    "Welsh": "cy",
}

#: ISO 3166-1 alpha-2.
COUNTRIES = {
    "Australia": "AU",
    "Austria": "AT",
    "Belgium": "BE",
    "Canada": "CA",
    "China": "CN",
    "Denmark": "DK",
    "France": "FR",
    "Germany": "DE",
    "Hong Kong": "HK",
    "India": "IN",
    "Ireland": "IE",
    "Italy": "IT",
    "Netherlands": "NL",
    "New Zealand": "NZ",
    "Norway": "NO",
    "Pakistan": "PK",
    "Poland": "PL",
    "Portugal": "PT",
    "Singapore": "SG",
    "South Africa": "ZA",
    "Spain": "ES",
    "Sweden": "SE",
    "Switzerland": "CH",
    "United Kingdom": "GB",
    "United States": "US",
    "USA": "US",
}


def is_footer(line: str) -> bool:
    """Say whether a line tells of the paper's language or country, and is no copy."""
    return bool(FOOTER.fullmatch(line))


def origin(footers: list[str]) -> tuple[str, str, list[Mend]]:
    """Give a language tag ("en-GB"), a country ("GB"), and the lines that name neither."""
    found = filter(None, map(FOOTER.fullmatch, footers))
    names = {footer[1]: footer[2] for footer in found}
    language = LANGUAGES.get(names.get("in", ""), "")
    country = COUNTRIES.get(names.get("from", ""), "")
    unknown = {"in": not language, "from": not country}
    doubts = [
        Mend(f"Newspapers {what} {name}", "", _("not in our list of languages and countries"))
        for what, name in names.items()
        if unknown[what]
    ]
    return (f"{language}-{country}".strip("-") if language else ""), country, doubts
