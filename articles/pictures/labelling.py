"""What every file for readers says of its rights, and all that it says: as EXIF and as XMP."""

from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from PIL import ExifTags, Image

from articles.text.plain import printable

XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
{properties}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


class Label(NamedTuple):
    """Whose a picture is, as printed."""

    byline: str = ""
    credit: str = ""
    copyright: str = ""


NOTHING = Label()


def options(label: Label) -> dict[str, Any]:
    """The label for Image.save of a JPEG, a WebP or an AVIF file; nothing for an empty one."""
    label = Label(*(printable(text).strip() for text in label))
    return {"exif": _exif(label), "xmp": _xmp(label)} if any(label) else {}


def _exif(label: Label) -> bytes:
    exif = Image.Exif()
    # As bytes: Pillow writes a question mark for what ASCII has not. All readers take UTF-8.
    if label.byline:
        exif[ExifTags.Base.Artist] = label.byline.encode()
    if label.copyright or label.credit:
        exif[ExifTags.Base.Copyright] = (label.copyright or label.credit).encode()
    return exif.tobytes()


def _xmp(label: Label) -> bytes:
    byline, credit, copyright = map(escape, label)
    properties = [
        byline and f"<dc:creator><rdf:Seq><rdf:li>{byline}</rdf:li></rdf:Seq></dc:creator>",
        credit and f"<photoshop:Credit>{credit}</photoshop:Credit>",
        copyright
        and f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{copyright}</rdf:li></rdf:Alt>'
        "</dc:rights>\n<xmpRights:Marked>True</xmpRights:Marked>",
    ]
    return XMP.format(properties="\n".join(filter(None, properties))).encode()
