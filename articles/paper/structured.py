"""What a story's page tells machines of it: schema.org, in JSON-LD."""

import json

from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.models import Correspondent
from articles.paper.corrections import notes
from articles.paper.directory import Credited
from articles.workflow import Label

#: Label: the type of schema.org that says it; what is none of these is news.
TYPES = {
    Label.OPINION: "OpinionNewsArticle",
    Label.ANALYSIS: "AnalysisNewsArticle",
    Label.REVIEW: "ReviewNewsArticle",
    Label.SPONSORED: "AdvertiserContentArticle",
}

#: The crops that search engines ask for.
SHOWN = ("16:9", "4:3", "1:1")

#: What could end a script element or begin one, in JSON's own escapes.
ESCAPED = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}


def news_article(request, edition, furniture):
    """
    Give the script element that describes an edition. It is data and not run, so that the
    Content-Security-Policy lets it be; no words of the copy can end it.
    """
    told = json.dumps(describe(edition, furniture, link=request.build_absolute_uri))
    # Not of copy, which JSON holds in quotes and whose brackets are escaped.
    data = mark_safe(told.translate(ESCAPED))  # noqa: S308
    return format_html('<script type="application/ld+json">{}</script>', data)


def describe(edition, furniture, *, link):
    """
    Describe an edition as a NewsArticle, or as what its label says it is; `link` makes an
    address of a path.
    """
    told = {
        "@context": "https://schema.org",
        "@type": TYPES.get(edition.label, "NewsArticle"),
        "mainEntityOfPage": link(iri_to_uri(edition.path)),
        "headline": edition.headline,
        "description": edition.excerpt,
        "datePublished": edition.published_at.isoformat(),
        "dateModified": (edition.revised_at or edition.published_at).isoformat(),
        "author": [author(byline, furniture, link=link) for byline in edition.bylines],
        "articleSection": edition.section.name,
        "inLanguage": edition.language,
        "publisher": publisher(furniture.masthead, link=link),
        "correction": [comment(note) for note in notes(edition)],
    }
    if edition.lead:
        told["image"] = images(edition, link=link)
    return told


def images(edition, *, link):
    """Describe the picture on top of a story, in each crop that it was drawn in."""
    crops = [crop for crop in SHOWN if edition.lead.has(crop)] or [""]
    files = [edition.lead.cut(crop).plain for crop in crops]
    about = {"caption": edition.lead_caption, "creditText": edition.lead.credit}
    return [
        {
            "@type": "ImageObject",
            "url": link(file.address),
            "width": file.width,
            "height": file.height,
        }
        | {name: words for name, words in about.items() if words}
        for file in files
    ]


def publisher(masthead, *, link):
    """Describe the paper, with its logo and its pages on other sites where it has some."""
    told = {"@type": "NewsMediaOrganization", "name": masthead.name, "url": link("/")}
    if masthead.logo:
        size = {"width": masthead.logo_width, "height": masthead.logo_height}
        told["logo"] = {"@type": "ImageObject", "url": link(masthead.logo.url)} | size
    if masthead.social_links:
        told["sameAs"] = [social["url"] for social in masthead.social_links]
    return told


def author(byline, furniture, *, link):
    """Describe somebody credited: a person, unless the directory says otherwise."""
    slug = byline["correspondent"]
    known = furniture.credited.get(slug, Credited(Correspondent.Kind.PERSON, ""))
    is_person = known.kind == Correspondent.Kind.PERSON
    told = {"@type": "Person" if is_person else "Organization", "name": byline["name"]}
    if slug:
        told["url"] = link(reverse("paper:correspondent", args=[slug]))
    if known.portrait:
        told["image"] = link(known.portrait)
    return told


def comment(note):
    return {
        "@type": "CorrectionComment",
        "text": note.words,
        "datePublished": note.at.isoformat(),
    }
