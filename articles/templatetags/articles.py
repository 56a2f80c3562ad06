"""How words are set on a page. Filters format what they are given; none asks the database."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles.templatetags.cards import with_cards
from articles.templatetags.pictures import with_pictures
from articles.text.links import with_paths
from articles.text.mentions import pieces

register = template.Library()

# The languages and scripts that run from right to left (Unicode CLDR, layout/orientation;
# a script named in the tag outweighs the language: ku-Arab, az-Latn).
RTL_LANGUAGES = set("ar arc ckb dv fa he iw ks nqo ps sd syr ug ur yi".split())
RTL_SCRIPTS = set("adlm arab hebr mand nkoo rohg samr syrc thaa".split())


@register.filter
def direction(language):
    """Give the `dir` of a language tag (BCP 47): "rtl" or "ltr", "auto" where there is none."""
    if not language:
        return "auto"
    main, *subtags = language.lower().split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    is_rtl = script in RTL_SCRIPTS if script else main in RTL_LANGUAGES
    return "rtl" if is_rtl else "ltr"


@register.simple_tag
def stylesheet(name):
    """
    Give the address of a stylesheet; its plain one where nobody has collected static files.
    For error pages, which must not fail for what made a page fail.
    """
    try:
        return static(name)
    except ValueError:
        return settings.STATIC_URL + name


@register.filter
def names(bylines):
    """Name everyone credited in one line: "Odile Marsh, Tom Reeve and Our Foreign Staff"."""
    return get_text_list([byline["name"] for byline in bylines], _("and"))


@register.filter
def mentions(text):
    """Set the plain text of a note, with the names that it mentions marked."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<strong class="mention">{}</strong>', words) if is_mention else words,)
            for words, is_mention in pieces(text)
        ),
    )


@register.filter
def copy(edition, origin=""):
    """
    Set the body of an edition, opened by its dateline. The copy renderer: nothing else marks
    copy as safe. The body was sanitised when it was printed, and again when it was stored.
    Links to stories lead where `paper.links.lead_on` said; without it they are plain words.
    Pictures are those that `paper.pictures.hang` hung; for a feed with an `origin`, scheme and
    host, as plain ones.
    """
    body = with_cards(with_paths(edition.body, getattr(edition, "paths_of_stories", {})))
    body = with_pictures(body, getattr(edition, "hung", {}), origin)
    if not edition.dateline:
        return mark_safe(body)  # noqa: S308
    dateline = format_html('<span class="dateline">{}</span> — ', edition.dateline)
    opening, rest = "<p>", body.removeprefix("<p>")
    if rest == body:  # it opens with a subhead, a list or a quotation
        opening, rest = "", body
        dateline = format_html('<p><span class="dateline">{}</span></p>', edition.dateline)
    return mark_safe(opening + dateline + rest)  # noqa: S308
