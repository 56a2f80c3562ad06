import re

from django.utils.translation import gettext as _

from articles.checks.finding import Found

#: A picture in sanitised HTML without words in its alt attribute.
WITHOUT_ALT = re.compile(r"<img(?![^>]*\salt=\"\s*[^\"\s])[^>]*>")


def alt_text(reading):
    """Whoever cannot see a picture is told what it shows."""
    for _found in WITHOUT_ALT.finditer(reading.html):
        says = _("A picture lacks its alternative text: say what it shows, for who cannot see it.")
        yield Found(says, "body")
