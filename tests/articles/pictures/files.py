"""Files as people send them: honest, odd, broken and hostile ones, made byte by byte."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

SAMPLES = Path(__file__).parents[2] / "samples" / "pictures"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" {attributes}>
{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def upload(data, name="picture.jpg"):
    return SimpleUploadedFile(name, data)


def saved(image, format="JPEG", **options):
    data = BytesIO()
    image.save(data, format, **options)
    return data.getvalue()


def picture(format="JPEG", *, size=(60, 40), mode="RGB", colour="teal", **options):
    image = Image.new("RGB", size, colour) if isinstance(colour, str) else None
    image = image.convert(mode) if image else Image.new(mode, size, colour)
    return saved(image, format, **options)


def xmp(properties="", attributes=""):
    return XMP.format(properties=properties, attributes=attributes).encode()


def text(name, value):
    """A property of XMP in one language."""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{value}</rdf:li></rdf:Alt></{name}>'


def several(name, *values):
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<{name}><rdf:Bag>{items}</rdf:Bag></{name}>"


def iim(*sets, charset=b"\x1b%G"):
    """IPTC's data sets of the second record, as (number, text or bytes)."""
    block = b"\x1c\x01\x5a" + struct.pack(">H", len(charset)) + charset if charset else b""
    for number, value in sets:
        value = value.encode() if isinstance(value, str) else value
        block += b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value
    return block


def segment(kind, content):
    """A segment of a JPEG."""
    return b"\xff" + bytes([kind]) + struct.pack(">H", len(content) + 2) + content


def jpeg(*segments, **options):
    """A JPEG with segments of its own at its beginning."""
    data = picture(**options)
    return data[:2] + b"".join(segments) + data[2:]


def with_iim(*sets, **options):
    block = iim(*sets, **options)
    block += b"\0" * (len(block) % 2)
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(block)) + block
    return segment(0xED, b"Photoshop 3.0\0" + resource)


def with_xmp(*args, **options):
    return segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(*args, **options))


def exif(tags=(), detail=(), gps=()):
    """EXIF: {tag: value} of a picture, of how it was taken, and of where."""
    made = Image.Exif()
    made.update(dict(tags))
    made.get_ifd(0x8769).update(dict(detail))
    made.get_ifd(0x8825).update(dict(gps))
    return made.tobytes()


def chunk(name, data=b""):
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height, *chunks, after=(), depth=8, colours=2, rows=None):
    head = struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0)
    rows = zlib.compress(b"\0" * (1 + 3 * width) * height, 1) if rows is None else rows
    parts = [chunk(b"IHDR", head), *chunks, chunk(b"IDAT", rows), *after, chunk(b"IEND")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def sixteen_bits(colours, *shades, size=(60, 40)):
    """A PNG of 16 bits a shade, all of one colour."""
    row = b"\0" + struct.pack(f">{len(shades)}H", *shades) * size[0]
    return png(*size, depth=16, colours=colours, rows=zlib.compress(row * size[1]))


def swapped(data, at, new):
    """Data with other bytes in one place."""
    return data[:at] + new + data[at + len(new) :]


def sized(format, width, height):
    """A small file that says it has so many pixels, at the place where its format says it."""
    data = picture(format, lossless=True) if format == "WEBP" else picture(format)
    if format == "PNG":
        return png(width, height)
    if format == "JPEG":
        return swapped(data, data.index(b"\xff\xc0") + 5, struct.pack(">HH", height, width))
    if format == "GIF":
        return swapped(data, 6, struct.pack("<HH", width, height))
    if format == "WEBP":
        return swapped(data, 21, struct.pack("<I", width - 1 | height - 1 << 14))
    if format == "AVIF":
        return swapped(data, data.index(b"ispe") + 8, struct.pack(">II", width, height))
    return tiff_tag(tiff_tag(data, 256, width), 257, height)


def tiff_tag(data, tag, value):
    """A TIFF with another number for a tag."""
    start = int.from_bytes(data[4:8], "little") + 2
    for at in range(start, len(data), 12):
        if data[at : at + 2] == struct.pack("<H", tag):
            return swapped(data, at + 2, struct.pack("<HII", 4, 1, value))
    raise AssertionError(tag)


def inside_out():
    """An AVIF that calls itself 100 × 100, and is 400 × 300 when it is unpacked."""
    data = picture("AVIF", size=(400, 300))
    return swapped(data, data.index(b"ispe") + 8, struct.pack(">II", 100, 100))


def moving(format, *, size=(60, 40)):
    shades = ["red", "blue", "white"]
    first, *others = (Image.new("RGB", size, shade) for shade in shades)
    return saved(first, format, save_all=True, append_images=others, lossless=True)
