"""XMP: the newer way of labelling pictures (ISO 16684-1), with IPTC's and PLUS's own names."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from PIL import Image

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
EXIF = "{http://ns.adobe.com/exif/1.0/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: Properties, by the field of Metadata that they tell; the first that is there.
PROPERTIES = {
    "headline": [PHOTOSHOP + "Headline"],
    "title": [DC + "title"],
    "caption": [DC + "description"],
    "creators": [DC + "creator"],
    "credit": [PHOTOSHOP + "Credit"],
    "copyright": [DC + "rights"],
    "keywords": [DC + "subject"],
    "city": [PHOTOSHOP + "City"],
    "place": [CORE + "Location"],
    "country": [PHOTOSHOP + "Country"],
    "alt": [CORE + "AltTextAccessibility"],
    "restrictions": [PHOTOSHOP + "Instructions", RIGHTS + "UsageTerms"],
    "rights_holder": [PLUS + "CopyrightOwner", RIGHTS + "Owner"],
    "taken": [PHOTOSHOP + "DateCreated", EXIF + "DateTimeOriginal"],
}
LISTS = ("creators", "keywords")

#: Bytes: more than any program writes, but for those that hide pictures in it.
MOST = 1024 * 1024


def fields(image: Image.Image) -> dict[str, Any]:
    """Read {field of Metadata: text or list of texts}. Raises ValueError or ParseError."""
    properties = dict(_properties(_packet(image)))
    told: dict[str, Any] = {}
    for field, names in PROPERTIES.items():
        values = next((properties[name] for name in names if properties.get(name)), [])
        told[field] = values if field in LISTS else next(iter(values), "")
    return told


def _packet(image: Image.Image) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, str):
        packet = packet.encode()
    if not isinstance(packet, bytes):
        raise ValueError("This is no packet.")
    if len(packet) > MOST:
        raise ValueError("This is more than a label.")
    return packet.strip(b"\0 \r\n\t")


def _properties(packet: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield each property, with its values: those of the default language first."""
    if not packet:
        return
    # No packet has a DTD, and so no entities: what has one is an attack.
    root = fromstring(packet, forbid_dtd=True)
    tops = [root] if root.tag == RDF + "RDF" else root.findall(RDF + "RDF")
    for description in [one for top in tops for one in top.findall(RDF + "Description")]:
        yield from ((name, [value]) for name, value in description.attrib.items() if value)
        for child in description:
            if values := list(_values(child)):
                yield child.tag, values


def _values(element: Element) -> Iterator[str]:
    """The texts of a property: its own, or those of the list in it, or of what is named in it."""
    items = element.findall(f"*/{RDF}li")
    items.sort(key=lambda item: item.get(LANGUAGE, "x-default") != "x-default")
    for item in items or [element]:
        named = sorted(item.iter(), key=lambda inner: not inner.tag.endswith("Name"))
        names = [item.text, *(inner.text for inner in named), *item.attrib.values()]
        texts = (name.strip() for name in names if name and name not in ("x-default", "Resource"))
        if text := next(filter(None, texts), ""):
            yield text
