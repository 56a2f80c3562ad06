"""What a file tells of people's business: it stays with the original, and is never published."""

from PIL import ExifTags, Image

from articles.pictures.opening import opened

#: What is looked for: in EXIF by these tags, in XMP by these words.
TAGS = {
    "serial": (ExifTags.Base.BodySerialNumber, ExifTags.Base.LensSerialNumber),
    "owner": (ExifTags.Base.CameraOwnerName,),
    "maker": (ExifTags.Base.MakerNote,),
}
WORDS = {
    "gps": (b"GPSLatitude", b"GPSLongitude"),
    "serial": (b"SerialNumber",),
    "owner": (b"OwnerName",),
    "history": (b"xmpMM:History", b"photoshop:History"),
}


def kept_private(file) -> list[str]:
    """Name what a picture's file says beside its caption: "gps", "serial", … Raises Unusable."""
    with opened(file) as image:
        found = {*in_exif(image), *in_xmp(image)}
    return sorted(found)


def in_exif(image: Image.Image) -> list[str]:
    try:
        exif = image.getexif()
        detail = exif.get_ifd(ExifTags.IFD.Exif)
        where = ["gps"] if exif.get_ifd(ExifTags.IFD.GPSInfo) else []
        return where + [name for name, tags in TAGS.items() if any(tag in detail for tag in tags)]
    except Exception:  # Pillow fails at broken EXIF with whatever it stumbles over.
        return []


def in_xmp(image: Image.Image) -> list[str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    return [name for name, words in WORDS.items() if any(word in packet for word in words)]
