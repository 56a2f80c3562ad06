"""What of a story is different for readers from one edition to the next."""

from articles.text.blocks import paragraphs
from articles.text.diff import words_changed as count_words

#: What a reader sees change between two editions of a story.
SHOWN = """
    label kicker headline standfirst dateline body bylines lead_picture_id lead_caption lead_alt
""".split()

#: Of that, what stands in lines of its own.
LINES = ["kicker", "headline", "standfirst", "lead_caption", "dateline"]


def is_shown(previous, edition):
    return any(getattr(previous, name) != getattr(edition, name) for name in SHOWN)


def words_changed(previous, edition):
    """How many words of an edition are not those of the one before."""
    return count_words(lines(previous), lines(edition)) if is_shown(previous, edition) else 0


def lines(edition):
    """The words of an edition: a list of lines and paragraphs."""
    return [*(getattr(edition, name) for name in LINES), *paragraphs(edition.body)]
