"""Which files come in, and what is told of those; and why others do not."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from zlib import compress

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from articles.pictures import drawing, kinds, metadata, opening
from tests.articles.pictures import files

ROOT = Path(__file__).parents[3]
FORMATS = list(kinds.ENDINGS)
MODES = {
    "JPEG": ["RGB", "L", "CMYK"],
    "PNG": ["RGB", "L", "LA", "P", "RGBA", "1", "I;16"],
    "WEBP": ["RGB", "RGBA"],
    "AVIF": ["RGB", "RGBA", "L"],
    "TIFF": ["RGB", "L", "LA", "P", "RGBA", "CMYK", "1", "I;16", "F", "LAB", "YCbCr"],
    "GIF": ["L", "P"],
}


def examined(data, name=""):
    return opening.examined(files.upload(data, name or "picture"))


def said(data, name="picture"):
    """Why a file is refused."""
    with pytest.raises(opening.Unusable) as refusal:
        opening.examined(files.upload(data, name))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("format", "mode"), [(format, mode) for format, modes in MODES.items() for mode in modes]
)
def test_what_is_a_picture_comes_in(format, mode):
    colour = {"I;16": 0x8080, "F": 0.5, "LAB": (60, 128, 128)}.get(mode, "teal")
    data = files.picture(format, mode=mode, colour=colour)

    told = examined(data)

    assert told == opening.Examined(
        format,
        kinds.ENDINGS[format][0],
        width=60,
        height=40,
        is_animated=False,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        remarks=[],
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("held", range(1, 9))
def test_its_size_is_told_as_it_stands(format, held):
    told = examined(files.picture(format, exif=files.exif({0x0112: held})))

    assert (told.width, told.height) == ((40, 60) if held > 4 else (60, 40))


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_picture_is_used_and_that_is_said(format):
    data = files.moving(format)

    told = examined(data)

    assert told.is_animated
    assert told.remarks == ["It moves. Only its first picture is used."]
    drawn = drawing.draw(files.upload(data), boxes={"": (0, 0, 60, 40)})
    red, green, blue = Image.open(files.BytesIO(next(drawn).data)).getpixel((30, 20))
    assert red > 200 > 60 > max(green, blue)


@pytest.mark.parametrize(
    ("format", "name"),
    [("PNG", "ferry.jpg"), ("JPEG", "ferry.heic"), ("WEBP", "ferry.png"), ("AVIF", "../x.svg")],
)
def test_a_wrong_ending_is_put_right_and_that_is_said(format, name):
    told = examined(files.picture(format), name)

    assert told.ending == kinds.ENDINGS[format][0]
    (remark,) = told.remarks
    assert Path(name).suffix in remark
    assert format.lower() in remark.lower()


def test_a_name_cannot_write_on_the_page():
    (remark,) = examined(files.picture(), "a.<b>\u202egnp").remarks

    assert remark == "Its name ends in .bgnp, but it is a JPEG file: it is kept as one."


def test_a_large_upload_is_read_from_where_it_lies(settings):
    data = files.picture()
    with TemporaryUploadedFile("ferry.jpg", "image/jpeg", len(data), None) as file:
        file.write(data)

        assert opening.examined(file) == examined(data, "ferry.jpg")
        assert metadata.read(file) == metadata.Metadata()


@pytest.mark.parametrize("name", ["ferry.jpeg", "FERRY.JPG", "ferry.jpe", "ferry"])
def test_any_ending_of_its_format_is_right(name):
    assert examined(files.picture(), name).remarks == []


FOREIGN = {
    b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>': "SVG drawing",
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 99: "HEIC format",
    b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 99: "HEIC format",
    b"%!PS-Adobe-3.0 EPSF-3.0": "EPS drawing",
    b"\xc5\xd0\xd3\xc6" + b"\0" * 30: "EPS drawing",
    b"%PDF-1.7\n": "It is a PDF",
    b"8BPS\0\x01": "Photoshop document",
    b"FUJIFILMCCD-RAW 0201": "camera's raw file",
    b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + b"\0" * 99: "camera's raw file",
    b"PK\x03\x04" + b"\0" * 30: "It is an archive",
    b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 99: "It is a film",
    b"II+\0\x08\0\0\0": "BigTIFF",
    b"The boat left at nine.": "Choose a JPEG, PNG, WebP, AVIF, TIFF or GIF file.",
    b"<html><script>alert(1)</script></html>": "Choose a JPEG",
    b"BM" + b"\0" * 99: "Choose a JPEG",
    b"\0" * 5000: "Choose a JPEG",
}


@pytest.mark.parametrize(("data", "says"), FOREIGN.items(), ids=FOREIGN.values())
def test_what_is_no_such_picture_is_refused_and_says_what_to_do(data, says):
    assert says in said(data, "ferry.jpg")


def test_a_raw_file_that_looks_like_a_tiff_is_told():
    data = files.picture("TIFF", tiffinfo={50706: b"\1\4\0\0"})

    assert "camera's raw file" in said(data, "ferry.dng")


def test_an_empty_file_is_refused():
    assert said(b"") == "This file is empty. Fetch or export it again."


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.97])
def test_a_cut_file_is_refused_at_once_and_for_good(format, part):
    image = Image.effect_noise((200, 150), 60)
    data = files.saved(image.convert("P" if format == "GIF" else "RGB"), format)

    reason = said(data[: int(len(data) * part)])

    assert "no picture that can be read" in reason


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_what_its_end_is_missing_of_is_told_so(format):
    data = files.saved(Image.effect_noise((200, 150), 60).convert("RGB"), format)

    assert "its end is missing" in said(data[: len(data) // 2])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("seed", range(6))
def test_damage_anywhere_is_refused_or_harmless(format, seed):
    image = Image.effect_noise((90, 60), 60).convert("P" if format == "GIF" else "RGB")
    data = bytearray(files.saved(image, format))
    for number in range(40):
        data[(seed * 7919 + number * 104_729) % len(data)] ^= 1 << number % 8
    file = files.upload(bytes(data))

    try:
        told = opening.examined(file)
    except opening.Unusable:
        return

    # What has come in never fails later.
    metadata.read(file)
    drawing.previews(file)
    drawing.placeholder(file)
    assert list(drawing.draw(file, boxes={"": (0, 0, told.width, told.height)}))


BROKEN_EXIF = [
    b"Exif\0\0nothing of the kind",
    b"Exif\0\0II*\0\xff\xff\xff\xff",
    b"Exif\0\0II*\0\x08\0\0\0\x01\0\x0f\x01\x02\0\xff\xff\0\0\xff\xff\xff\0",
]
BROKEN_XMP = [
    b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf",
    b"\xff\xfe\0\x01",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>",
    b"<a>" * 400_000,
]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("exif", BROKEN_EXIF)
def test_a_picture_with_broken_exif_comes_in_without_it(format, exif):
    data = files.picture(format, exif=exif)

    assert examined(data).remarks == [
        "Its EXIF data are broken. They are left out, as far as they cannot be read."
    ]
    assert metadata.read(files.upload(data)) == metadata.Metadata()


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("xmp", BROKEN_XMP)
def test_a_picture_with_broken_xmp_comes_in_without_it(format, xmp):
    options = {"tiffinfo": {700: xmp}} if format == "TIFF" else {"xmp": xmp}
    if format == "PNG":
        text = files.chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
    data = files.png(60, 40, text) if format == "PNG" else files.picture(format, **options)

    told = examined(data)

    assert told.width == 60
    assert told.remarks == [
        "Its XMP data are broken. They are left out, as far as they cannot be read."
    ]
    assert metadata.read(files.upload(data)) == metadata.Metadata()


def test_broken_iptc_is_left_out_and_that_is_said():
    whole = files.with_iim((105, "Ferry at the quay"))
    data = files.jpeg(whole.replace(b"\x1c\x02\x69\0", b"\x1c\x02\x69\x7f"))

    assert "IPTC" in examined(data).remarks[0]


@pytest.mark.parametrize("format", FORMATS)
def test_the_limits_are_settings(format, settings):
    data = files.picture(format)
    settings.PICTURE_PIXELS, settings.PICTURE_BYTES = 60 * 40, len(data)
    assert examined(data)

    settings.PICTURE_PIXELS -= 1
    assert "more than 0 million pixels" in said(data)

    settings.PICTURE_PIXELS, settings.PICTURE_BYTES = 60 * 40, len(data) - 1
    assert "Choose one of at most" in said(data)


def test_an_avif_is_as_large_as_it_is_coded(settings):
    settings.PICTURE_PIXELS = 400 * 300
    assert examined(files.inside_out())

    settings.PICTURE_PIXELS -= 1
    assert "more than 0 million pixels" in said(files.inside_out())


def test_what_is_hidden_in_a_picture_does_no_harm():
    script = b"<script>alert(1)</script>"
    gif = files.picture("GIF", comment=script) + b"<html>" + script
    jpg = files.jpeg(files.segment(0xFE, script), files.segment(0xE1, script)) + b"PK\x03\x04"
    for data in (gif, jpg):
        examined(data)
        box = {"": (0, 0, 60, 40)}
        made = [each.data for each in drawing.draw(files.upload(data), boxes=box)]
        made += drawing.previews(files.upload(data)).values()

        assert not any(b"script" in each or b"PK\x03\x04" in each for each in made)


def bombs():
    """Small files that would unpack to much, or keep a computer busy: {name: bytes}."""
    label = files.segment(0xE1, b"Exif\0\0" + b"x" * 300)
    colours = files.chunk(b"iCCP", b"x\0\0" + compress(b"\0" * 900_000))
    text = files.chunk(b"zTXt", b"k\0\0" + compress(b"\0" * 10_000_000))
    scans = files.picture(progressive=True)
    scan = scans[scans.rindex(b"\xff\xda") : -2]
    gif, strips = files.picture("GIF"), files.picture("TIFF", compression="tiff_lzw")
    strips = files.tiff_tag(files.tiff_tag(strips, 278, 0x7FFFFFFF), 257, 800_000)
    return {
        **{f"size-{format}": files.sized(format, 16_000, 16_000) for format in FORMATS},
        "png": files.png(100_000, 100_000, rows=b""),
        "tiff": files.sized("TIFF", 100_000, 100_000),
        "tiff-strips": strips,
        "gif-frame": gif.replace(b",\0\0\0\0\x3c\0\x28\0", b",\0\0\0\0\xff\xff\xff\xff"),
        "text": files.png(60, 40, text),
        "texts-behind": files.png(60, 40, after=[text] * 100),
        "profiles": files.png(60, 40, *[colours] * 2_000),
        "chunks": files.png(60, 40, *[files.chunk(b"aaAa")] * 300_000),
        "labels": files.jpeg(*[label] * 120_000),
        "scans": scans[:-2] + scan * 3_000 + scans[-2:],
        "cut": files.png(8_000, 6_000)[:-9_000],
        "corrupt": files.png(8_000, 6_000, rows=compress(b"\0" * 24_001 * 5_900, 1)[:-9]),
    }


MEASURE = """
import json, resource, sys, time
import django
django.setup()
from articles.pictures import opening

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

def refused(file):
    try:
        opening.examined(file)
    except opening.Unusable:
        return True

idle, told = peak(), {}
for name in sys.argv[1:]:
    begun = time.process_time()
    with open(name, "rb") as file:
        is_refused = refused(file)
    told[name] = [bool(is_refused), time.process_time() - begun, (peak() - idle) // 1024]
print(json.dumps(told))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="its memory is told in other units")
def test_bombs_are_refused_in_little_time_and_memory(tmp_path):
    hostile = bombs()
    for name, data in hostile.items():
        (tmp_path / name).write_bytes(data)

    here = {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *hostile],
        cwd=tmp_path,
        env={**os.environ, **here},
        capture_output=True,
        check=True,
    )
    told = json.loads(done.stdout)

    assert [name for name, (is_refused, *_) in told.items() if not is_refused] == []
    assert max(seconds for _, seconds, _ in told.values()) < 5
    assert max(megabytes for *_, megabytes in told.values()) <= 256
