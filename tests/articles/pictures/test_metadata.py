"""What is read of what a file says of itself: from three kinds of label, each by its own rules."""

from datetime import UTC, datetime

import pytest

from articles.pictures import metadata
from articles.pictures.metadata import Metadata
from tests.articles.pictures import files
from tests.articles.pictures.files import iim, jpeg, several, text, with_iim, with_xmp

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FERRY = "The ferry at the quay"


def read(data):
    return metadata.read(files.upload(data), at=NOW)


def test_a_labelled_picture_is_read_in_full():
    told = read((files.SAMPLES / "hawk.jpg").read_bytes())

    assert told == Metadata(
        headline="The hawk at work",
        caption="Brian the hawk on the roof of Northport town hall, 2 June 2025. "
        "He is afraid of gulls.",
        creators=["Ludo Fennimore"],
        credit="Northport Evening Ledger",
        copyright="© 2025 Northport Evening Ledger",
        keywords=["hawk", "gulls"],
        city="Northport",
        taken="2025-06-02T07:12:44+01:00",
        taken_at=datetime(2025, 6, 2, 6, 12, 44, tzinfo=UTC),
    )


def test_what_is_private_is_not_read():
    told = str(read((files.SAMPLES / "hawk.jpg").read_bytes()).as_json())

    for private in ("SN-SECRET-0042", "Ludo Private Fennimore", "51.12", "GPS"):
        assert private not in told


def test_iptc_is_read():
    words = [(105, "Ferry late"), (5, "ferry-7"), (120, FERRY), (25, "ferry")]
    people = [(80, "Odile Marsh"), (110, "The Chronicle"), (116, "© 2026 The Chronicle")]
    places = [(90, "Northport"), (92, "Stone Quay"), (101, "England")]
    others = [(40, "Not for sport"), (55, "20260502"), (60, "071244+0100")]

    assert read(jpeg(with_iim(*words, *people, *places, *others))) == Metadata(
        headline="Ferry late",
        title="ferry-7",
        caption=FERRY,
        creators=["Odile Marsh"],
        credit="The Chronicle",
        copyright="© 2026 The Chronicle",
        keywords=["ferry"],
        city="Northport",
        place="Stone Quay",
        country="England",
        restrictions="Not for sport",
        taken="2026-05-02T07:12:44+01:00",
        taken_at=datetime(2026, 5, 2, 6, 12, 44, tzinfo=UTC),
    )


PROPERTIES = "".join(
    [
        "<photoshop:Headline>Ferry late</photoshop:Headline>",
        text("dc:title", "ferry-7") + text("dc:description", FERRY),
        several("dc:creator", "Odile Marsh", "Ken Lowe") + several("dc:subject", "ferry", ".jpg"),
        text("dc:rights", "© 2026 The Chronicle"),
        text("Iptc4xmpCore:AltTextAccessibility", "A white ferry"),
        "<Iptc4xmpCore:Location>Stone Quay</Iptc4xmpCore:Location>",
        "<plus:CopyrightOwner><rdf:Seq><rdf:li rdf:parseType='Resource'>"
        "<plus:CopyrightOwnerID>7</plus:CopyrightOwnerID>"
        "<plus:CopyrightOwnerName>Marsh Pictures</plus:CopyrightOwnerName>"
        "</rdf:li></rdf:Seq></plus:CopyrightOwner>",
    ]
)
ATTRIBUTES = (
    'photoshop:Credit="The Chronicle" photoshop:City="Northport" photoshop:Country="England" '
    'photoshop:Instructions="Not for sport" photoshop:DateCreated="2026-05-02"'
)
OF_XMP = Metadata(
    headline="Ferry late",
    title="ferry-7",
    caption=FERRY,
    creators=["Odile Marsh", "Ken Lowe"],
    credit="The Chronicle",
    copyright="© 2026 The Chronicle",
    keywords=["ferry", ".jpg"],
    city="Northport",
    place="Stone Quay",
    country="England",
    alt="A white ferry",
    restrictions="Not for sport",
    rights_holder="Marsh Pictures",
    taken="2026-05-02",
    taken_at=datetime(2026, 5, 1, 23, tzinfo=UTC),
)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_xmp_is_read_from_every_format(format, settings):
    settings.TIME_ZONE = "Europe/London"
    packet = files.xmp(PROPERTIES, ATTRIBUTES)
    made = {
        "JPEG": lambda: jpeg(with_xmp(PROPERTIES, ATTRIBUTES)),
        # Behind the picture, where a program may put what it learned late.
        "PNG": lambda: files.png(
            60, 40, after=[files.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)]
        ),
        "TIFF": lambda: files.picture("TIFF", tiffinfo={700: packet}),
    }

    assert read(made.get(format, lambda: files.picture(format, xmp=packet))()) == OF_XMP


def test_exif_is_read_and_its_letters_are_utf_8(settings):
    settings.TIME_ZONE = "Europe/London"
    exif = files.exif(
        {0x010E: "Café".encode(), 0x013B: "Zoë Marsh; Ken Lowe".encode(), 0x8298: "© Z".encode()},
        {0x9003: "2026:05:02 07:12:44"},
    )

    assert read(files.picture(exif=exif)) == Metadata(
        caption="Café",
        creators=["Zoë Marsh", "Ken Lowe"],
        copyright="© Z",
        taken="2026-05-02T07:12:44",
        # No zone: by the paper's clock.
        taken_at=datetime(2026, 5, 2, 6, 12, 44, tzinfo=UTC),
    )


def test_a_tiff_tells_its_iptc():
    data = files.picture("TIFF", tiffinfo={33723: iim((105, "Ferry late"))})

    assert read(data).headline == "Ferry late"


def test_the_fuller_label_counts():
    cut, whole = FERRY[:12], FERRY
    data = jpeg(
        with_iim((80, "Odile Marsh"), (120, whole), (90, "Northport-on-the-")),
        with_xmp(
            several("dc:creator", "Odile Marsh", "Ken Lowe")
            + text("dc:description", cut)
            + "<photoshop:City>Northport-on-the-Hill</photoshop:City>"
        ),
        exif=files.exif({0x010E: "Something else altogether, and at length"}),
    )

    told = read(data)

    assert told.creators == ["Odile Marsh", "Ken Lowe"]
    assert told.caption == whole
    assert told.city == "Northport-on-the-Hill"


def test_the_more_exact_time_of_one_day_counts():
    exif = files.exif({}, {0x9003: "2026:05:02 07:12:44", 0x9011: "+01:00"})
    day = with_xmp(attributes='photoshop:DateCreated="2026-05-02"')
    other = with_xmp(attributes='photoshop:DateCreated="1926"')

    assert read(jpeg(day, exif=exif)).taken == "2026-05-02T07:12:44+01:00"
    # A print of that year, put on a scanner lately.
    assert read(jpeg(other, exif=exif)) == Metadata(taken="1926")


def test_a_long_caption_is_whole():
    caption = "The ferry waits. " * 200

    for data in (
        jpeg(with_xmp(text("dc:description", caption))),
        jpeg(exif=files.exif({0x010E: caption})),
        jpeg(with_iim((120, caption))),
    ):
        assert read(data).caption == caption.strip()


def test_lines_and_lists_have_an_end():
    data = jpeg(with_iim((105, "a" * 5_000), *((25, f"word {n}") for n in range(500))))

    told = read(data)

    assert len(told.headline) == metadata.LINE
    assert len(told.keywords) == metadata.ITEMS


@pytest.mark.parametrize(
    ("value", "charset", "says"),
    [
        ("Café".encode(), b"\x1b%G", "Café"),
        ("Café".encode(), b"", "Café"),
        ("“Café”".encode("cp1252"), b"", "“Café”"),
        ("Caf\xe9 \x81".encode("latin-1"), b"", "Café"),
        (b"Caf\xe9", b"\x1b%G", "Caf�"),
    ],
)
def test_letters_of_iptc_are_read_whatever_they_are_in(value, charset, says):
    assert read(jpeg(with_iim((105, value), charset=charset))).headline == says


def test_words_are_cleaned():
    hostile = "<script>alert(1)</script>\x00\x1b[2J  A\r\nB\x07 ../../etc/passwd"
    data = jpeg(with_iim((105, hostile), (120, hostile), (25, "\0"), (25, hostile), (25, hostile)))

    told = read(data)

    assert told.headline == "<script>alert(1)</script>[2J  A B ../../etc/passwd"
    assert told.caption == "<script>alert(1)</script>[2J  A\nB ../../etc/passwd"
    assert told.keywords == [told.headline]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2099:09:29 10:10:10", "2099-09-29T10:10:10"),
        ("2026:13:45 99:99:99", "2026-13-45T99:99:99"),
        ("0001:01:01 00:00:00", "0001-01-01T00:00:00"),
        ("0000:00:00 00:00:00", ""),
        ("    :  :     :  :  ", ""),
        ("yesterday", "yesterday"),
    ],
)
def test_a_day_that_cannot_be_is_not_believed(told, kept):
    data = files.picture(exif=files.exif({}, {0x9003: told}))

    assert read(data) == Metadata(taken=kept)


def test_a_clock_that_is_hours_ahead_is_believed():
    data = files.picture(exif=files.exif({}, {0x9003: "2026:06:02 01:00:00", 0x9011: "+13:00"}))

    assert read(data).taken_at == datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "time", "taken"),
    [
        ("20260502", "", "2026-05-02"),
        ("20260500", "120000", "2026-05"),
        ("19260000", "", "1926"),
        ("00000000", "000000", ""),
        ("2026", "", "2026"),
        ("20260502", "071244", "2026-05-02T07:12:44"),
        ("20260502", "nonsense", "2026-05-02"),
    ],
)
def test_what_is_unknown_of_a_day_stays_unknown(day, time, taken):
    assert read(jpeg(with_iim((55, day), (60, time)))).taken == taken


def test_broken_places_do_not_hide_the_rest():
    exif = files.exif({0x010E: FERRY}, gps={2: (4_294_967_295.0, 0.0, 0.0), 29: "x"})
    exif = exif.replace(b"\xff\xff\xff\xff\0\0\0\1", b"\xff\xff\xff\xff\0\0\0\0")

    assert read(files.picture(exif=exif)).caption == FERRY


def test_what_a_camera_writes_under_everything_is_no_caption():
    exif = files.exif({0x010E: "OLYMPUS DIGITAL CAMERA         "})

    assert read(files.picture(exif=exif)) == Metadata()


def test_a_picture_that_says_nothing_has_no_words_made_up_for_it():
    assert read(files.picture()) == Metadata()


def test_it_can_be_kept_as_json():
    told = read((files.SAMPLES / "hawk.jpg").read_bytes())

    assert told.as_json()["taken_at"] == "2025-06-02T06:12:44+00:00"
    assert Metadata().as_json()["taken_at"] is None
