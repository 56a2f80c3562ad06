"""
What drawing a picture for readers costs, in processor time of all threads. Run it by hand, from
the checkout:

    python -m tests.benchmarks.bench_renditions

Ratios say more than seconds: each is of the time that it takes to decode the picture once at its
full size, and to write one AVIF of it 2,400 pixels wide. By Pillow's own settings for that, and
by ours, which ask far less of the encoder and so are the stricter measure.
"""

import os
import resource
from io import BytesIO

import django
from PIL import Image, ImageChops, ImageDraw, ImageFilter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from articles.pictures import drawing, framing, metadata, opening, slots  # noqa: E402
from tests.articles.pictures.files import exif  # noqa: E402

SIZE, ROUNDS = (6000, 4000), 3
LABEL = drawing.Label("Odile Marsh", "The Chronicle", "© 2026 The Chronicle")


def photo(size):
    """A JPEG with what photographs have: edges, soft shades and grain."""
    width, height = size
    shades = Image.linear_gradient("L").resize(size)
    image = Image.merge("RGB", [shades, shades.point(lambda s: 90 + s // 2), shades])
    draw = ImageDraw.Draw(image)
    for number in range(400):
        x, y = number * 7919 % width, height // 4 + number * 104_729 % height
        side = 30 + number * 31 % (width // 12)
        colour = tuple(number * step % 235 for step in (53, 97, 151))
        draw.rectangle((x, y, x + side, y + side), fill=colour)
    coarse = Image.effect_noise((width // 3, height // 3), 28).resize(size)
    for noise in (coarse, Image.effect_noise(size, 10)):
        image = ImageChops.overlay(image.filter(ImageFilter.GaussianBlur(1)), grey(noise))
    data = BytesIO()
    image.save(data, "JPEG", quality=90, exif=exif({0x013B: "Odile Marsh"}))
    return data


def grey(image):
    return Image.merge("RGB", [image] * 3)


def processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def taken(work):
    """The least of a few tries, in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = processor()
        work()
        times.append(processor() - begun)
    return min(times)


def decoded(file):
    file.seek(0)
    with Image.open(file) as image:
        image.load()
        return image


def draw(file, crops):
    boxes = {crop: framing.box(*SIZE, crop, focus=(0.4, 0.4)) for crop in crops}
    return list(drawing.draw(file, boxes=boxes, label=LABEL))


def main():
    file = photo(SIZE)
    large = decoded(file).resize((2400, 1600))
    decoding = taken(lambda: decoded(file))
    usual = taken(lambda: large.save(BytesIO(), "AVIF"))
    ours = taken(lambda: drawing.written(large, "avif"))
    print(f"A JPEG of {SIZE[0]} × {SIZE[1]} pixels, {len(file.getvalue()) / 1e6:.1f} MB.")
    print(f"Decoding {decoding:.2f} s, AVIF by Pillow's settings {usual:.2f} s, by ours {ours:.2f}")
    print(f"{'':36}{'s':>8}{'usual':>8}{'ours':>8}")
    for name, work in {
        "Letting it in": lambda: opening.examined(file),
        "Reading what it says": lambda: metadata.read(file),
        "The desk's previews": lambda: drawing.previews(file),
        "The placeholder": lambda: drawing.placeholder(file),
        "In the copy: all renditions": lambda: draw(file, slots.BODY),
        "On top: all renditions, all crops": lambda: draw(file, slots.LEAD),
    }.items():
        time = taken(work)
        print(
            f"{name:36}{time:8.2f}{time / (decoding + usual):8.2f}{time / (decoding + ours):8.2f}"
        )
    made = draw(file, slots.LEAD)
    print(f"{len(made)} files, {sum(len(each.data) for each in made) / 1e6:.1f} MB:", end=" ")
    sums = {
        format: sum(len(each.data) for each in made if each.format == format)
        for format in drawing.FORMATS
    }
    print(", ".join(f"{format} {size / 1e6:.1f}" for format, size in sums.items()))


if __name__ == "__main__":
    main()
