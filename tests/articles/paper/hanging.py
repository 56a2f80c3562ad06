"""Pictures put on editions by hand, with real files: for tests of what readers see of them."""

from itertools import count

from articles.models import EditionPicture, Rendition, picture_files
from articles.pictures.drawing import draw, placeholder
from articles.pictures.framing import box
from articles.pictures.slots import BODY, LEAD

names = count(1)


def hang(edition, picture, *, crops=BODY, **fields):
    """Have an edition show a picture, drawn in some crops. Gives the EditionPicture."""
    with picture_files.opened(picture.original.name) as file:
        fields.setdefault("placeholder", placeholder(file))
        size = picture.width, picture.height
        boxes = {crop: box(*size, crop, focus=(0.5, 0.5)) for crop in crops}
        drawn = [stored(picture, each) for each in draw(file, boxes=boxes)]
    fields = {"credit": picture.credit, "until": picture.until} | fields
    told = {crop: described([row for row in drawn if row.crop == crop]) for crop in crops}
    return EditionPicture.objects.create(
        edition=edition, picture=picture, renditions=told, **fields
    )


def lead(edition, picture, **words):
    """Have an edition show a picture on top of its story. Gives the EditionPicture."""
    words = {"lead_caption": picture.caption, "lead_alt": picture.alt} | words
    for name, value in {"lead_picture_id": picture.pk, **words}.items():
        setattr(edition, name, value)
    edition.save()
    return hang(edition, picture, crops=LEAD)


def shown(edition, number):
    """A picture that an edition shows."""
    return edition.pictures.get(picture=number).picture


def figure(picture, caption="", alt=None):
    """Copy that shows a picture, as an edition keeps it."""
    told = f"<figcaption>{caption}</figcaption>" if caption else ""
    alt = picture.alt if alt is None else alt
    return f'<figure data-picture="{picture.pk}" data-alt="{alt}">{told}</figure>'


def stored(picture, drawn):
    row = Rendition(
        picture=picture,
        name=f"{next(names):032x}",
        crop=drawn.crop,
        width=drawn.width,
        height=drawn.height,
        format=drawn.format,
        recipe="by hand",
        size=len(drawn.data),
    )
    row.save()
    picture_files.store(row.path, drawn.data)
    return row


def described(rows):
    """What an edition keeps of the renditions of one crop."""
    widest = max(rows, key=lambda row: row.width)
    sources = {
        format: sorted([row.width, row.file_name] for row in rows if row.format == format)
        for format in {row.format for row in rows}
    }
    return {"width": widest.width, "height": widest.height, "sources": sources}
