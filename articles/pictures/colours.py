"""Whatever a file's colours are, they become those of every screen: sRGB, on white."""

from io import BytesIO
from typing import cast

from PIL import Image, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

#: The colours that a profile is of, by what Pillow calls a picture's.
SPACES = {"RGB": "RGB", "CMYK": "CMYK", "L": "GRAY", "LAB": "Lab"}


def in_srgb(image: Image.Image) -> Image.Image:
    """Give an unpacked picture in sRGB, with white where it is clear."""
    profile = image.info.get("icc_profile")
    image = _on_white(_in_eight_bits(image))
    if image.mode == "P":
        image = image.convert("RGB")
    if profile and image.mode in SPACES:
        image = _by_profile(image, profile)
    return image if image.mode == "RGB" else image.convert("RGB")


def in_clear_srgb(image: Image.Image) -> Image.Image:
    """Give an unpacked picture in sRGB, and as clear as it is."""
    if not image.has_transparency_data:
        return in_srgb(image)
    whole = image.convert("RGBA")
    solid = whole.convert("RGB")
    solid.info = {"icc_profile": image.info.get("icc_profile")}
    drawn = in_srgb(solid)
    drawn.putalpha(whole.getchannel("A"))
    return drawn


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """Scale what has more shades than 256: 16 bits, or whole or broken numbers from a TIFF."""
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode not in ("I", "F"):
        return image
    _least, most = cast("tuple[float, float]", image.getextrema())
    whole = next((full for full in _fulls(image.mode) if most <= full), most)
    image = image.point(lambda shade: shade * (255 / whole) + 0).convert("L")
    image.info.pop("transparency", None)  # a shade of the many that there were
    return image


def _fulls(mode: str) -> tuple[int, ...]:
    """What white may be."""
    return (1, 255, 65_535) if mode == "F" else (65_535,)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image
    image = image.convert("RGBA")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _by_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        of = ImageCms.ImageCmsProfile(BytesIO(profile))
        if of.profile.xcolor_space.strip() != SPACES[image.mode]:
            return image
        return ImageCms.profileToProfile(image, of, SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # a broken one: colours stay as they are
        return image
