"""What becomes of an uploaded file: a picture that can be shown, or a reason why not."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import pictures
from tests.factories import make_picture


def upload(data, name="face.jpg"):
    return SimpleUploadedFile(name, data)


def drawn(made):
    return Image.open(BytesIO(made.read()))


def chunk(name, data=b""):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def header_of_png(width, height):
    """A PNG of which there is nothing but what it says of its size."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT")


#: What each kind of file can hold.
MODES = {
    "JPEG": ["RGB", "L", "CMYK", "1"],
    "PNG": ["RGB", "L", "P", "RGBA", "1"],
    "WEBP": ["RGB", "L", "P", "RGBA", "CMYK", "1"],
}


@pytest.mark.parametrize(
    ("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes]
)
def test_a_portrait_is_a_square_jpeg_whatever_it_was(kind, mode):
    data = make_picture(size=(400, 700), kind=kind, mode=mode)

    image = drawn(pictures.portrait(upload(data)))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (480, 480))


def test_nothing_that_the_camera_wrote_is_left():
    image = Image.new("RGB", (600, 600), "teal")
    exif = image.getexif()
    exif[0x010E], exif[0x0112] = "12 Quay Street", 6
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    data = BytesIO()
    image.save(data, "JPEG", exif=exif, comment=b"12 Quay Street")

    made = pictures.portrait(upload(data.getvalue()))

    assert b"Quay" not in made.read()
    made.seek(0)
    image = drawn(made)
    assert not image.getexif()
    assert not {"exif", "comment", "icc_profile", "xmp", "photoshop"} & image.info.keys()


def test_a_portrait_stands_as_the_camera_was_held():
    image = Image.new("RGB", (600, 600), "white")
    image.paste("black", (0, 0, 600, 300))  # the upper half
    exif = image.getexif()
    exif[0x0112] = 3  # held upside down
    data = BytesIO()
    image.save(data, "JPEG", exif=exif)

    made = drawn(pictures.portrait(upload(data.getvalue())))

    assert made.getpixel((240, 60))[0] > 200 > 50 > made.getpixel((240, 420))[0]


def test_a_logo_keeps_what_is_clear_and_fits():
    data = make_picture(size=(3000, 300), kind="PNG", mode="RGBA")

    image = drawn(pictures.logo(upload(data)))

    assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (1200, 120))


def test_one_picture_has_one_name():
    data = make_picture()

    first, second = (pictures.portrait(upload(data, name)) for name in ("a.jpg", "b.png"))
    other = pictures.portrait(upload(make_picture(colour="navy")))

    assert first.name == second.name != other.name
    assert len(first.name) == len("0" * 32 + ".jpg")


GIF = BytesIO()
FRAMES = [Image.new("L", (64, 64), shade) for shade in (0, 9)]
FRAMES[0].save(GIF, "GIF", save_all=True, append_images=FRAMES[1:])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"The boat left at nine.", "no picture that can be read"),
        (make_picture()[:400], "no picture that can be read"),
        (make_picture(kind="PNG")[:200], "no picture that can be read"),
        (GIF.getvalue(), "no picture that can be read"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "no picture that can be read"),
        (b"%PDF-1.7", "no picture that can be read"),
        (header_of_png(50_000, 50_000), "more than 40 million pixels"),
        (header_of_png(10_000, 10_000), "more than 40 million pixels"),
        (make_picture(size=(20, 400)), "at least 32"),
    ],
    ids=["text", "cut", "cut-png", "gif", "svg", "pdf", "bomb", "large", "small"],
)
def test_what_cannot_be_shown_is_refused_and_says_why(data, says):
    for make in (pictures.portrait, pictures.logo):
        with pytest.raises(pictures.Unusable, match=says):
            make(upload(data))


def test_a_large_file_is_refused_unread():
    class Large:
        size = 60 * 1024 * 1024

    with pytest.raises(pictures.Unusable, match=r"This file has 60\.0.MB\."):
        pictures.portrait(Large())
