from django.utils.translation import gettext as _

from articles.models import Correspondent, Picture, Publication, Section, Tag
from articles.text.figures import pictures


class Names:
    """What rows of the directory are called today: fetched once, for a page of revisions."""

    def __init__(self, revisions):
        self.sections = Section.objects.in_bulk({each.section_id for each in revisions} - {None})
        self.publications = Publication.objects.in_bulk(
            {each.publication_id for each in revisions} - {None}
        )
        self.tags = Tag.objects.known_as({slug for each in revisions for slug in each.tags})
        self.correspondents = Correspondent.objects.known_as(
            {line["correspondent"] for each in revisions for line in each.bylines} - {""}
        )

        self.pictures = titles({number for each in revisions for number in shown_by(each)})

    def section(self, pk):
        return str(self.sections[pk]) if pk in self.sections else ""

    def publication(self, pk):
        return str(self.publications[pk]) if pk in self.publications else ""

    def picture(self, pk):
        """Name the picture that leads a story; two may be called the same."""
        if pk is None:
            return ""
        number = _("picture %(number)d") % {"number": pk}
        return f"{self.pictures[pk]} ({number})" if pk in self.pictures else number

    def tag(self, slug):
        if slug in self.tags:
            return self.tags[slug].name
        return _("%(slug)s (there no longer)") % {"slug": slug}

    def byline(self, line):
        """Say in one line how somebody is credited."""
        printed = ", ".join(filter(None, [line["name"], line["role"]]))
        if not (slug := line["correspondent"]):
            return printed
        if slug not in self.correspondents:
            return _("%(printed)s (their page is there no longer)") % {"printed": printed}
        name = self.correspondents[slug].name
        return _("%(printed)s (on the page of %(name)s)") % {"printed": printed, "name": name}


def shown_by(revision):
    """The numbers of the pictures that a revision shows; of one without its body, of its lead."""
    has_body = "body" not in revision.get_deferred_fields()
    return {revision.lead_picture_id, *(pictures(revision.body) if has_body else ())} - {None}


def titles(numbers):
    """What the library calls pictures: {number: title}."""
    there = Picture.objects.defer("metadata").in_bulk(numbers) if numbers else {}
    return {number: str(picture) for number, picture in there.items()}
