"""
What publishing a story with a picture of 24 megapixels costs, in seconds of CPU. Run it by hand,
from the checkout, with a DATABASE_URL or on SQLite:

    python -m tests.benchmarks.bench_pictures

It makes a database and a folder of its own. Of two things it says how they stand to what they
are measured by, in the same run: with a picture that is not drawn yet, to one full-size JPEG
decode and one AVIF of 2400 pixels together (no more than 6); with one that is, to a story without.
"""

import os
import random
import sys
from io import BytesIO
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import override_settings, setup_test_environment  # noqa: E402
from PIL import Image, ImageFilter  # noqa: E402

from articles import press  # noqa: E402
from articles.pictures import drawing  # noqa: E402
from articles.pictures.slots import LEAD  # noqa: E402
from articles.press import renditions  # noqa: E402
from tests.factories import make_article, make_library_picture, make_user  # noqa: E402

SIZE, ROUNDS = (6000, 4000), 5
#: Stories that are published in a row, where one alone is too quick to be measured.
STORIES = 30


def photograph(number):
    """A JPEG of 24 megapixels with as much in it as a photograph has, like no other."""
    noise = Image.frombytes("RGB", (750, 500), random.Random(number).randbytes(750 * 500 * 3))
    scene = noise.filter(ImageFilter.GaussianBlur(2)).resize(SIZE, Image.Resampling.BICUBIC)
    data = BytesIO()
    scene.save(data, "JPEG", quality=92)
    return data.getvalue()


def seconds(job):
    begun = process_time()
    job()
    return process_time() - begun


def yardstick(data):
    """Decode a JPEG at its full size, and write an AVIF of 2400 pixels as Pillow does by itself."""
    with Image.open(BytesIO(data)) as image:
        image.load()
        small = image.resize((2400, 1600))
    decode = seconds(lambda: Image.open(BytesIO(data)).load())
    encode = seconds(lambda: small.save(BytesIO(), "AVIF"))
    ours = seconds(lambda: drawing.written(small, "avif", **drawing.pace("avif", 2400)))
    return decode, encode, ours


def measure():
    editor, rows = make_user(), []
    for number in range(ROUNDS):
        data = photograph(number)
        measures = yardstick(data)
        picture = make_library_picture(data=data)
        article = make_article(lead_picture=picture)
        fresh = seconds(lambda: press.publish(article, by=editor))  # noqa: B023
        rows.append((*measures, fresh))
    decode, encode, ours, fresh = (median(column) for column in zip(*rows, strict=True))
    print(f"median of {ROUNDS} pictures of {SIZE[0]} × {SIZE[1]}, seconds of CPU")
    print(f"  full-size JPEG decode              {decode:7.3f}")
    print(f"  one AVIF of 2400, Pillow's own     {encode:7.3f}")
    print(f"  one AVIF of 2400, as we write it   {ours:7.3f}")
    print(f"  publishing, nothing drawn yet      {fresh:7.3f}")
    print(f"  that to decode + Pillow's AVIF     {fresh / (decode + encode):7.2f}  (at most 6)")
    print(f"  that to decode + our AVIF          {fresh / (decode + ours):7.2f}")
    compare(editor, picture)


def compare(editor, picture):
    """Publish stories in turn with a picture that is drawn, and without one."""
    renditions.make(picture, LEAD)
    told = {"without": [], "with": []}
    for _each in range(STORIES):
        for name, lead in (("without", None), ("with", picture)):
            article = make_article(lead_picture=lead)
            told[name].append(seconds(lambda: press.publish(article, by=editor)))  # noqa: B023
    print(f"median of {STORIES} stories each, milliseconds of CPU")
    for name, times in told.items():
        low, *_most, high = (each * 1000 for each in sorted(times)[2:-2])
        print(f"  {name:8} a picture  {median(times) * 1000:6.1f}  ({low:.1f} to {high:.1f})")


def main():
    setup_test_environment()
    settings.DEBUG = False
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            measure()
        finally:
            connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
