"""Copy becomes a draft on the desk: once only, through the desk's one way in."""

from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.desk import saving
from articles.models import Act, Article, Byline, Correspondent, Publication, Section

#: The name space of story ids made from a source and its id (RFC 9562, version 5): whichever
#: way one file comes in, on whichever machine, it makes one story.
STORIES = UUID("6f5e1b1e-6d0c-5a53-9a35-0c6bb5e1f7aa")


@dataclass
class Filed:
    """What became of a copy: the story, whether it is new here, and what a sub should know."""

    article: Article
    is_new: bool
    notes: list[str] = field(default_factory=list)


def story_id(source, source_id):
    """Make the id of a story that another system names `source_id` (a UUID)."""
    return uuid5(STORIES, f"{source}:{source_id}")


def file_copy(copy, *, by=None):
    """
    Make a draft of a Copy, unless its story is here already: then nothing of it is changed.
    Gives a Filed. Raises ValidationError for copy that does not fit a story's fields.
    """
    try:
        return filed(copy, by=by)
    except IntegrityError:
        return filed(copy, by=by)  # somebody brought it, or its publication, at the same moment


def filed(copy, *, by):
    with transaction.atomic():
        here = Article.objects.filter(source=copy.source, source_id=copy.source_id).first()
        if here is not None:
            return Filed(here, is_new=False)
        new = Filed(drafted(copy), is_new=True)
        bylines = [credited(credit, new.notes) for credit in copy.credits]
        revision = saving.save(new.article, by=by, bylines=bylines)
        if copy.doubts:
            note_doubts(copy, revision, by=by)
    if new.article.section is None:
        new.notes.append(_("It has no section yet: choose one before publishing."))
    return new


def note_doubts(copy, revision, *, by):
    """Leave on record what a sub is to settle: the checks go on asking until it is."""
    doubts = "\n".join(map(str, copy.doubts))
    Act.objects.create(
        article=revision.article, verb="file", by=by, revision=revision, reason=doubts
    )


def drafted(copy):
    """Make the unsaved draft of a copy."""
    return Article(
        uid=story_id(copy.source, copy.source_id),
        source=copy.source,
        source_id=copy.source_id,
        headline=copy.headline,
        standfirst=copy.standfirst,
        dateline=copy.dateline,
        body=copy.body,
        publication=publication(copy),
        section=beat(copy.credits),
        credit=copy.publication,
        rights=f"© {copy.publication}" if copy.publication else "",
        **({"language": copy.language} if copy.language else {}),
    )


def publication(copy):
    """Find the title a copy ran in, or note it down with its language and country."""
    if not copy.publication:
        return None
    known = Publication.objects.filter(name=copy.publication).first()
    return known or entered(
        Publication(name=copy.publication, language=copy.language, country=copy.country)
    )


def beat(credits):
    """Find the section that a correspondent's role names: a crime correspondent's is Crime."""
    for credit in credits:
        name = credit.role.rpartition(" ")[0]
        if name and (section := Section.objects.filter(name__iexact=name).first()):
            return section
    return None


def credited(credit, notes):
    """Make the unsaved byline of a credit, with its correspondent: the one known, or a new one."""
    known = Correspondent.objects.filter(name=credit.name)
    if known.filter(account__isnull=False).exists():
        # A name in a file is no proof that it is this colleague.
        notes.append(_("%s has an account here: link the byline if it is theirs.") % credit.name)
        return Byline(name=credit.name, role=credit.role)
    correspondent = known.first() or new_correspondent(credit)
    return Byline(correspondent=correspondent, name=credit.name, role=credit.role)


def new_correspondent(credit):
    slug = Correspondent.objects.free_slug(credit.name)
    return entered(Correspondent(name=credit.name, slug=slug, role=credit.role, kind=credit.kind))


def entered(row):
    """Save a row that a copy brings along, if it fits its fields (else ValidationError)."""
    row.clean_fields()
    row.save()
    return row
