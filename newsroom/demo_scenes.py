"""Scenes of an invented coast, drawn for the paper to try out: shapes on a sky and a sea."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageOps

#: Pixels of a scene while it is drawn, and what part of them is left, so that no edge is jagged.
WIDE, HIGH = 2400, 1600
PART = 2

WHITE, INK, RED, STONE = "#f6f1e7", "#22303c", "#b5452c", "#8c8373"


def jpeg(scene):
    """Draw one of SCENES: the bytes of a JPEG."""
    data = BytesIO()
    SCENES[scene]().reduce(PART).save(data, "JPEG", quality=88)
    return data.getvalue()


# --- what scenes are made of ---


def shade(above, below, size):
    """A surface that changes from one colour to another on its way down."""
    return ImageOps.colorize(Image.linear_gradient("L").resize(size), above, below)


def coast(above, below, near, *, horizon=900, sun=None, glow="#fff3cf"):
    """A sky over a sea, with the sun where it is to be."""
    image = shade(above, below, (WIDE, HIGH))
    if sun:
        x, y, size = sun
        ImageDraw.Draw(image).ellipse((x - size, y - size, x + size, y + size), fill=glow)
    image.paste(shade(below, near, (WIDE, HIGH - horizon)), (0, horizon))
    draw = ImageDraw.Draw(image)
    for row in range(12):
        y, x = horizon + 30 + row * row * 5, (row * 733) % 1900
        draw.rounded_rectangle((x, y, x + 180 + row * 40, y + 4 + row), 8, fill=below)
    return image, draw


def boat(draw, x, y, size, hull=RED, sail=WHITE):
    draw.polygon(
        [(x, y), (x + 6 * size, y), (x + 5 * size, y + size), (x + size, y + size)], fill=hull
    )
    draw.polygon([(x + 3 * size, y - 6 * size), (x + 3 * size, y), (x + 6 * size, y)], fill=sail)
    draw.polygon([(x + 2.8 * size, y - 5 * size), (x + 2.8 * size, y), (x + size, y)], fill=sail)


def house(draw, x, y, wide, high, wall, roof=RED, lit="#f4c95d"):
    draw.rectangle((x, y - high, x + wide, y), fill=wall)
    draw.polygon(
        [(x - 20, y - high), (x + wide / 2, y - high - wide / 2), (x + wide + 20, y - high)],
        fill=roof,
    )
    for left in range(int(x) + 40, int(x + wide) - 70, 110):
        for top in range(int(y - high) + 40, int(y) - 90, 130):
            draw.rectangle((left, top, left + 50, top + 70), fill=lit)


def tower(draw, x, y, high, *stripes, wide=150):
    """A lighthouse, from its foot up."""
    step = high / len(stripes)
    for number, colour in enumerate(stripes):
        low, top = wide - 12 * number, wide - 12 * (number + 1)
        foot = y - step * number
        draw.polygon(
            [(x - low, foot), (x + low, foot), (x + top, foot - step), (x - top, foot - step)],
            fill=colour,
        )
    draw.rectangle((x - 50, y - high - 90, x + 50, y - high), fill="#ffe9a8")
    draw.polygon([(x - 75, y - high - 90), (x, y - high - 170), (x + 75, y - high - 90)], fill=INK)


# --- the scenes ---


def harbour():
    image, draw = coast("#5d8fb3", "#f2c78b", "#2e5a70", sun=(1750, 640, 120))
    draw.polygon([(0, 900), (0, 620), (420, 560), (900, 760), (1300, 900)], fill="#51707a")
    draw.rectangle((0, 1180, 900, HIGH), fill=STONE)
    draw.rectangle((0, 1150, 930, 1190), fill="#a79d8a")
    for number, wall in enumerate([WHITE, "#d9b48f", "#9db4ab"]):
        house(draw, 60 + number * 270, 1150, 230, 260 + 60 * (number % 2), wall)
    boat(draw, 1250, 1120, 70)
    boat(draw, 1900, 1000, 36, hull=INK)
    return image


def ferry():
    image, draw = coast("#7fb0cf", "#dfeaf0", "#2f6d86", horizon=820)
    draw.polygon([(1500, 820), (1800, 640), (2150, 600), (2400, 690), (2400, 820)], fill="#7d9a8c")
    draw.polygon([(380, 980), (1850, 980), (1690, 1160), (520, 1160)], fill=INK)
    draw.rectangle((560, 820, 1640, 980), fill=WHITE)
    draw.rectangle((720, 690, 1400, 820), fill=WHITE)
    draw.rectangle((960, 540, 1130, 690), fill=RED)
    for left in range(620, 1600, 110):
        draw.ellipse((left, 880, left + 50, 930), fill="#2f6d86")
    return image


def clock():
    image = shade("#9cc3d5", "#f3e3c3", (WIDE, HIGH))
    draw = ImageDraw.Draw(image)
    for number, wall in enumerate(["#c99a6b", WHITE, "#8fa6a0", "#d4b483", "#b7846a", WHITE]):
        house(draw, number * 410 - 20, 1480, 380, 420 + 110 * (number % 3), wall)
    draw.rectangle((1020, 420, 1380, 1480), fill="#cbb894")
    draw.polygon([(980, 420), (1200, 120), (1420, 420)], fill="#4d5b57")
    draw.ellipse((1060, 500, 1340, 780), fill=WHITE, outline=INK, width=16)
    draw.line((1200, 640, 1200, 530), fill=INK, width=16)
    draw.line((1200, 640, 1245, 560), fill=INK, width=20)
    draw.rectangle((0, 1480, WIDE, HIGH), fill="#7b7468")
    return image


def rowers():
    image, draw = coast("#6f95ad", "#c9d8dc", "#27505f", horizon=700)
    draw.polygon([(0, 700), (300, 560), (800, 640), (1200, 700)], fill="#5e7a73")
    draw.polygon([(250, 1080), (2150, 1000), (2080, 1060), (420, 1140)], fill=RED)
    for number in range(4):
        x, y = 640 + 330 * number, 1050 - 14 * number
        draw.line((x + 60, y - 40, x - 150, y + 240), fill=WHITE, width=14)
        draw.ellipse((x - 190, y + 210, x - 90, y + 260), fill=WHITE)
        draw.rounded_rectangle((x - 20, y - 170, x + 90, y + 20), 40, fill=INK)
        draw.ellipse((x, y - 260, x + 80, y - 180), fill="#caa07a")
    draw.ellipse((2120, 820, 2220, 920), fill="#f0a63c")
    return image


def lighthouse():
    image, draw = coast("#2d3f63", "#e79a6d", "#22304a", horizon=1050, sun=(520, 1000, 170))
    draw.polygon([(1250, HIGH), (1400, 1120), (1700, 1010), (2400, 960), (2400, HIGH)], fill=INK)
    tower(draw, 1860, 1040, 640, WHITE, RED, WHITE, RED)
    draw.polygon([(1810, 360), (0, 120), (0, 420)], fill="#f0d9a5")
    return image


def market():
    image = shade("#141c33", "#3b3350", (WIDE, HIGH))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 1350, WIDE, HIGH), fill="#1d1a26")
    for number, colour in enumerate([RED, "#3f7f6b", "#c98b2b", "#5b6fa8"]):
        left = 90 + number * 580
        draw.rectangle((left + 40, 1000, left + 460, 1350), fill="#f4c95d")
        draw.polygon(
            [(left, 1000), (left + 500, 1000), (left + 430, 800), (left + 70, 800)], fill=colour
        )
        draw.rectangle((left + 20, 1180, left + 480, 1350), fill="#6d4a35")
    for number in range(17):
        x, y = 60 + number * 145, 520 + (number - 8) ** 2 * 3 - (number % 2) * 20
        draw.ellipse((x, y, x + 44, y + 44), fill="#ffe2a0")
    return image


SCENES = {
    "harbour": harbour,
    "ferry": ferry,
    "clock": clock,
    "rowers": rowers,
    "lighthouse": lighthouse,
    "market": market,
}
