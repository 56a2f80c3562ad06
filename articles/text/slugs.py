"""Slugs: the part of a URL that is made of words."""

from itertools import count

from django.utils.text import slugify

#: First path segments that are the site's own, now or kept for later. A section may have
#: none of them, or its page would hide the site's or be hidden by it.
RESERVED = frozenset(
    """
    about accessibility admin api archive by contact corrections favicon.ico feed health
    humans.txt manifest.webmanifest media newsletter opensearch.xml privacy proof robots.txt
    search sections security.txt sitemap.xml static topic topics well-known
    """.split()
)

#: Long enough for a headline's sense, short enough to be read in a link.
LENGTH = 80


def slug_for(words: str, *, fallback: str) -> str:
    """
    Make a slug of at most LENGTH characters, cut between words. Letters of every script
    stay (a headline in Arabic has an Arabic slug); where none is left, as of a headline of
    emoji alone, the slug is `fallback`.
    """
    # Cut first: folding ten thousand characters to keep eighty would be waste.
    slug = slugify(words[: LENGTH * 10], allow_unicode=True).strip("-_")
    if len(slug) > LENGTH:
        slug = slug[: LENGTH + 1].rpartition("-")[0] or slug[:LENGTH]
    return slug.strip("-_") or fallback


def first_free(slug: str, is_taken) -> str:
    """Give the first of slug, slug-2, slug-3 … for which `is_taken(candidate)` is false."""
    candidates = (numbered(slug, number) for number in count(1))
    return next(candidate for candidate in candidates if not is_taken(candidate))


def numbered(slug: str, number: int) -> str:
    """`slug` for 1, `slug-2` for 2, and so on: for the second story of one name on one day."""
    return slug if number == 1 else f"{slug}-{number}"
