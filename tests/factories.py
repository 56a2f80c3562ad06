"""Plain makers of what tests are about: valid by default; pass only what the test says."""

from datetime import timedelta
from io import BytesIO
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from articles import press
from articles.desk import pictures, proof_links, saving
from articles.models import (
    Article,
    Byline,
    Correspondent,
    HouseRule,
    Publication,
    Section,
    Tag,
)

numbers = count(1)


def make_user(role="Editor", **fields):
    """An account in the group of a role (None for an outsider)."""
    fields.setdefault("username", f"{role or 'outsider'}-{next(numbers)}".lower())
    user = get_user_model().objects.create_user(is_staff=role is not None, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def make_section_editor(*sections, **fields):
    """A Section editor of these sections."""
    user = make_user("Section editor", **fields)
    for section in sections:
        section.editors.add(user)
    return user


def make_section(name="Harbour", **fields):
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    return Section.objects.get_or_create(slug=fields.pop("slug"), defaults={"name": name} | fields)[
        0
    ]


def make_correspondent(name="Odile Marsh", **fields):
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    return Correspondent.objects.get_or_create(
        slug=fields.pop("slug"), defaults={"name": name} | fields
    )[0]


def make_publication(name="The Tolland Bay Chronicle", **fields):
    return Publication.objects.get_or_create(name=name, defaults=fields)[0]


def make_article(*, by=None, bylines=("Odile Marsh",), tags=("ferries",), at=None, **fields):
    """A saved story, ready to be published, by the way that all copy comes in."""
    fields.setdefault("headline", f"Ferry {next(numbers)} leaves on time")
    fields.setdefault("body", "<p>The boat left the quay at nine, to general surprise.</p>")
    if "section" not in fields:
        fields["section"] = make_section()
    article = Article(**fields)
    saving.save(
        article,
        by=by,
        bylines=[Byline(correspondent=make_correspondent(name)) for name in bylines],
        tags=Tag.objects.named(tags),
        at=at,
    )
    return article


def make_live(*, by=None, **fields):
    """A story that readers have: the article, with its edition as `edition`."""
    article = make_article(**fields)
    article.edition = press.publish(article, by=by or make_user())
    return article


def edit(article, **fields):
    """Save other words of a story, and give it."""
    for name, value in fields.items():
        setattr(article, name, value)
    saving.save(article, by=None)
    return article


def make_proof_link(article, *, by=None, recipient="Ines Halloran", days=7, **details):
    """A link by which somebody outside reads a proof of a story."""
    ends = (details.get("at") or timezone.now()) + timedelta(days=days)
    details.setdefault("expires_at", ends)
    return proof_links.make(article, by=by or make_user(), recipient=recipient, **details)


def make_picture(*, size=(300, 300), kind="JPEG", mode="RGB", colour="teal"):
    """The bytes of a picture, as somebody would upload it."""
    data = BytesIO()
    Image.new("RGB", size, colour).convert(mode).save(data, kind)
    return data.getvalue()


def make_jpeg(*, size=(1200, 800), colour="teal", **options):
    """The bytes of a JPEG like no other; `options` are Pillow's, such as exif=…."""
    data, number = BytesIO(), f"Picture {next(numbers)}"
    Image.new("RGB", size, colour).save(data, "JPEG", **{"comment": number} | options)
    return data.getvalue()


def make_upload(data=None, *, name="ferry.jpg"):
    """A file as a form or `file_picture` gets it."""
    return SimpleUploadedFile(name, make_jpeg() if data is None else data)


def make_library_picture(*, by=None, data=None, name="ferry.jpg", size=(1200, 800), **fields):
    """A picture of the library that came in as a file, confirmed and fit to be published."""
    data = data or make_jpeg(size=size)
    picture = pictures.file_picture(make_upload(data, name=name), by=by or make_user()).picture
    fields = {
        "headline": "Ferry at the quay",
        "caption": "The ferry at the quay on Monday.",
        "alt": "A white ferry beside a stone quay",
        "credit": "Odile Marsh / The Chronicle",
        "confirmed_at": timezone.now(),
    } | fields
    for name, value in fields.items():
        setattr(picture, name, value)
    picture.save()
    return picture


def next_minute(number=1):
    """A whole minute to come: the next but `number - 1`, and never so near that it passes."""
    return timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=number + 1)


def make_rule(phrase="utilise", **fields):
    """A house rule that is on."""
    fields = {"reason": "Plain words are read.", "is_on": True} | fields
    return HouseRule.objects.create(phrase=phrase, **fields)
