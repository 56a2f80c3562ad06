"""What is drawn for readers: right in size and colour, upright, and with nothing but its label."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw

from articles.pictures import drawing, framing, metadata, opening, slots
from articles.pictures.labelling import Label
from tests.articles.pictures import files

LABEL = Label("Zoë Marsh & Søn", "The “Chronicle” <ltd>", "© 2026 The Chronicle – Łódź")
CAMERA = {
    "exif": files.exif(
        {0x010F: "Maker", 0x0110: "Model X", 0x0131: "Program"},
        {0xA431: "SN-SECRET-0042", 0xA430: "Private Owner", 0x927C: b"MAKERNOTE" * 9},
        {1: "N", 2: (51.0, 30.0, 12.34), 3: "W", 4: (0.0, 7.0, 5.0)},
    ),
    "xmp": files.xmp(attributes='photoshop:City="12 Quay Street"'),
}
SECRETS = [b"SN-SECRET", b"Private", b"MAKERNOTE", b"Model X", b"Program", b"Quay Street"]


def drawn(data, *, widths=(60,), box=None, crop=""):
    """{format: picture}, of the widest."""
    size = opening.examined(files.upload(data))
    boxes = {crop: box or (0, 0, size.width, size.height)}
    made = drawing.draw(files.upload(data), boxes=boxes, widths={crop: widths})
    found = {}
    for each in made:
        found.setdefault(each.format, Image.open(BytesIO(each.data)))
    return found


def near(shade, expected, slack=6):
    return all(abs(a - b) <= slack for a, b in zip(shade, expected, strict=True))


def test_each_crop_comes_in_each_format_and_width_the_widest_first():
    data = files.picture(size=(1000, 600))
    boxes = {"": (0, 0, 1000, 600), "1:1": (100, 0, 700, 600)}
    widths = {"": (300, 600, 1200), "1:1": (200, 400)}

    made = list(drawing.draw(files.upload(data), boxes=boxes, widths=widths))

    sizes = {"": [(600, 360), (300, 180)], "1:1": [(400, 400), (200, 200)]}
    assert [each[:4] for each in made] == [
        (crop, *size, format)
        for crop in boxes
        for size in sizes[crop]
        for format in drawing.FORMATS
    ]
    for each in made:
        image = Image.open(BytesIO(each.data))
        assert (image.size, image.format) == (
            (each.width, each.height),
            drawing.FORMATS[each.format][0],
        )


def test_a_small_picture_is_drawn_as_wide_as_it_is():
    made = drawing.draw(files.upload(files.picture()), boxes={"": (0, 0, 60, 40)})

    assert {each[:3] for each in made} == {("", 60, 40)}


def test_the_widest_of_what_only_search_engines_show_is_a_jpeg():
    assert drawing.formats_of("1:1", 1200) == drawing.formats_of("4:3", 1200) == ["jpg"]
    assert drawing.formats_of("1:1", 480) == drawing.formats_of("", 2400) == list(drawing.FORMATS)


@pytest.mark.parametrize("size", [(1, 1), (1, 3_000), (3_000, 1), (40, 40_000)])
def test_pictures_of_any_shape_are_drawn(size):
    data = files.picture("PNG", size=size)
    crops = {crop: framing.box(*size, crop, focus=(0.5, 0.5)) for crop in slots.LEAD}

    made = list(drawing.draw(files.upload(data), boxes=crops))

    assert {each.crop for each in made} == set(slots.LEAD)
    assert max(drawing.previews(files.upload(data))) == 1600
    assert drawing.placeholder(files.upload(data)).startswith("data:")


def four_corners(size=(60, 40)):
    """Red, green, blue and yellow, from the upper left by lines."""
    image = Image.new("RGB", size, "red")
    half = size[0] // 2, size[1] // 2
    draw = ImageDraw.Draw(image)
    draw.rectangle((half[0], 0, size[0], half[1]), "lime")
    draw.rectangle((0, half[1], half[0], size[1]), "blue")
    draw.rectangle((*half, *size), "yellow")
    return image


#: Undoes what a camera does that is held so.
HELD = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("held", range(1, 9))
def test_pictures_stand_upright_however_the_camera_was_held(format, held):
    image = four_corners()
    for turn in HELD[held]:
        image = image.transpose(turn)
    data = files.saved(image, format, exif=files.exif({0x0112: held}), quality=95)

    for made in drawn(data).values():
        corners = [made.convert("RGB").getpixel(at) for at in [(8, 8), (52, 8), (8, 32), (52, 32)]]
        expected = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)]
        assert made.size == (60, 40)
        assert all(map(lambda a, b: near(a, b, 40), corners, expected))
        assert made.getexif().get(0x0112, 1) == 1


def test_a_crop_is_of_the_upright_picture():
    image = four_corners((1200, 800)).transpose(Image.Transpose.ROTATE_90)
    data = files.saved(image, exif=files.exif({0x0112: 6}), quality=95)

    for made in drawn(data, box=(600, 400, 1200, 800), widths=(150,)).values():
        assert made.size == (150, 100)
        for at in [(5, 5), (145, 5), (5, 95), (145, 95)]:
            assert near(made.convert("RGB").getpixel(at), (255, 255, 0), 30)


TEAL, WHITE = (0, 128, 128), (255, 255, 255)
COLOURS = {
    "cmyk-jpeg": (files.picture(mode="CMYK"), TEAL),
    "cmyk-tiff": (files.picture("TIFF", mode="CMYK"), TEAL),
    "palette": (files.picture("PNG", mode="P", colour="white"), WHITE),
    "gif": (files.saved(Image.new("RGB", (60, 40), "teal").quantize(), "GIF"), TEAL),
    "grey": (files.picture(mode="L", colour="gray"), (128, 128, 128)),
    "one-bit": (files.picture("PNG", mode="1", colour="white"), WHITE),
    "half-clear": (files.picture("PNG", mode="RGBA", colour=(0, 128, 128, 128)), (127, 191, 191)),
    "clear": (files.picture("WEBP", mode="RGBA", colour=(0, 0, 0, 0), lossless=True), WHITE),
    "clear-avif": (files.picture("AVIF", mode="RGBA", colour=(0, 0, 0, 0)), WHITE),
    "clear-grey": (files.picture("PNG", mode="LA", colour=(0, 0)), WHITE),
    "clear-palette": (files.picture("PNG", mode="P", colour="white", transparency=255), WHITE),
    "clear-gif": (files.picture("GIF", mode="P", colour=0, transparency=0), WHITE),
    "16-grey": (files.sixteen_bits(0, 0x8080), (128, 128, 128)),
    "16": (files.sixteen_bits(2, 0, 0x8080, 0xFFFF), (0, 128, 255)),
    "16-grey-half-clear": (files.sixteen_bits(4, 0, 0x8080), (127, 127, 127)),
    "16-half-clear": (files.sixteen_bits(6, 0, 0x8080, 0xFFFF, 0x8080), (127, 191, 255)),
    "16-tiff": (files.picture("TIFF", mode="I;16", colour=0x8080), (128, 128, 128)),
    "float-tiff": (files.picture("TIFF", mode="F", colour=0.5), (127, 127, 127)),
    "lab-tiff": (files.picture("TIFF", mode="LAB", colour=(255, 128, 128)), WHITE),
}


@pytest.mark.parametrize("name", COLOURS)
def test_colours_are_right_whatever_they_were_in(name):
    data, expected = COLOURS[name]

    for format, made in drawn(data).items():
        assert made.mode == "RGB", format
        assert near(made.getpixel((30, 20)), expected), format


def other_profile():
    """A profile of colours in which what is called red is blue."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return data.replace(b"rXYZ", b"?").replace(b"bXYZ", b"rXYZ").replace(b"?", b"bXYZ")


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_colours_of_a_profile_are_put_into_srgb_and_the_profile_is_gone(format):
    data = files.picture(format, colour="red", icc_profile=other_profile(), quality=95)

    for made in drawn(data).values():
        assert near(made.getpixel((30, 20)), (0, 0, 255), 12)
        assert "icc_profile" not in made.info


@pytest.mark.parametrize("profile", [b"", b"nonsense", other_profile()[:200]])
def test_a_broken_profile_leaves_colours_as_they_are(profile):
    for made in drawn(files.picture(icc_profile=profile)).values():
        assert near(made.getpixel((30, 20)), TEAL)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_a_file_says_whose_it_is_and_nothing_else(format):
    options = {"exif": CAMERA["exif"]} if format in ("PNG", "TIFF") else CAMERA
    data = files.picture(format, **options)
    assert SECRETS[0] in data

    box = {"": (0, 0, 60, 40)}
    for each in drawing.draw(files.upload(data), boxes=box, label=LABEL):
        image = Image.open(BytesIO(each.data))
        exif = image.getexif()

        assert set(exif) == {ExifTags.Base.Artist, ExifTags.Base.Copyright}
        assert exif[ExifTags.Base.Artist].encode("latin-1").decode() == LABEL.byline
        assert exif[ExifTags.Base.Copyright].encode("latin-1").decode() == LABEL.copyright
        assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
        assert image.getxmp()["xmpmeta"]["RDF"]["Description"]["Credit"] == LABEL.credit
        assert not any(secret in each.data for secret in SECRETS)
        assert image.info.keys() <= ALLOWED
        # As the library itself would read it, were it sent back to us.
        told = metadata.read(files.upload(each.data))
        assert told == metadata.Metadata(
            creators=[LABEL.byline], credit=LABEL.credit, copyright=LABEL.copyright
        )


#: What formats say of themselves, besides a label; the last is Pillow's guess.
ALLOWED = {
    *("exif", "xmp", "loop", "background", "progressive", "progression"),
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"),
}


def test_without_a_label_a_file_says_nothing():
    data = files.picture(comment=b"12 Quay Street", **CAMERA)
    file = files.upload(data)
    made = [each.data for each in drawing.draw(file, boxes={"": (0, 0, 60, 40)})]
    made += drawing.previews(file).values()
    made.append(b64decode(drawing.placeholder(file).split(",")[1]))

    for each in made:
        image = Image.open(BytesIO(each))
        assert not image.getexif()
        assert image.info.keys() <= ALLOWED - {"exif", "xmp"}
        assert not any(secret in each for secret in SECRETS)


def test_a_label_cannot_break_out():
    label = Label("</rdf:li><x>", 'a"b&amp;]]>', "\0\x1b©\ud800")

    for each in drawing.draw(
        files.upload(files.picture()), boxes={"": (0, 0, 60, 40)}, label=label
    ):
        told = metadata.read(files.upload(each.data))
        assert (told.creators, told.credit, told.copyright) == (
            ["</rdf:li><x>"],
            'a"b&amp;]]>',
            "©",
        )


@pytest.mark.parametrize(("size", "expected"), [((4000, 1000), (1600, 400)), ((60, 40), (60, 40))])
def test_previews_fit_their_side_and_never_grow(size, expected):
    made = drawing.previews(files.upload(files.picture(size=size)))

    assert sorted(made) == [480, 1600]
    assert Image.open(BytesIO(made[1600])).size == expected
    small = Image.open(BytesIO(made[480]))
    assert small.format == "WEBP"
    assert max(small.size) == min(480, max(size))


@pytest.mark.parametrize("size", [(600, 400), (400, 600), (500, 500), (8, 8)])
def test_a_placeholder_is_short_whatever_it_shows(size):
    image = Image.effect_noise(size, 127)
    image = Image.merge("RGB", [image, image.rotate(90).resize(size), image.rotate(180)])

    address = drawing.placeholder(files.upload(files.saved(image, quality=95)))

    assert len(address) <= 600
    shown = Image.open(BytesIO(b64decode(address.removeprefix("data:image/webp;base64,"))))
    assert max(shown.size) <= 20


def test_a_part_of_a_large_picture_is_as_sharp_as_it_can_be():
    # Stripes of a pixel: there only where all pixels were unpacked.
    image = Image.linear_gradient("L").resize((1600, 1600)).point(lambda shade: 0)
    image.paste(255, (0, 0, 800, 1600))
    stripes = Image.new("L", (2, 1), 0)
    stripes.putpixel((0, 0), 255)
    for at in range(400, 800, 2):
        image.paste(stripes.resize((2, 1600), Image.Resampling.NEAREST), (at, 0))
    data = files.saved(image, quality=100)

    made = drawn(data, box=(400, 400, 800, 800), widths=(400,))

    least, most = made["jpg"].convert("L").getextrema()
    assert (least, most) < (40, 256)
    assert most > 215
