"""
Where pages show pictures: cut to which shape, and how wide. So what a picture has to be drawn in.
"""

from typing import NamedTuple

#: Of a picture that leads a story: whole over the copy, cut on cards and in what others show.
LEAD = ("", "16:9", "4:3", "1:1", "4:5")
#: Of a picture in the copy, by itself or in a gallery.
BODY = ("",)

#: {crop: pixels of what is drawn of it}; none is wider than what it is cut from. They lie just
#: over what the slots below need on screens of one, two and three pixels a point: a browser
#: takes the next smaller one for what is far below the next larger. The widest of the squarer
#: crops are for search engines.
WIDTHS = {
    "": (400, 600, 800, 1200, 1600, 2400),
    "16:9": (400, 800, 1200, 1600),
    "4:3": (160, 320, 480, 1200),
    "1:1": (160, 320, 480, 1200),
    "4:5": (400, 800, 1200),
}

#: Up to this width of a page it is a telephone's, and pictures go from edge to edge.
NARROW = "(max-width: 36rem)"


class Slot(NamedTuple):
    """
    A place on a page: the crop that it shows, and how wide that is on which screen, as HTML's
    `sizes` says it ({ratio} is the picture's width by its height). On a telephone it may show
    another crop.
    """

    crop: str
    sizes: str
    narrow: str = ""
    narrow_sizes: str = ""


# As the stylesheets have them (picture.css, gallery.css, cards.css): a test measures both.
SLOTS = {
    "lead": Slot(
        "",
        f"{NARROW} 100vw, (max-width: 59.99rem) 34rem, "
        "(max-width: 99.99rem) calc(46rem + 2vw), 48rem",
    ),
    "figure": Slot("", f"{NARROW} 100vw, 34rem"),
    #: What is much higher than wide.
    "tall": Slot("", "min(24rem, 92vw)"),
    "gallery": Slot("", f"{NARROW} calc(13rem * {{ratio}}), calc(20rem * {{ratio}})"),
    #: What is much wider than high, in a gallery.
    "wide": Slot("", "min(34rem, 85vw)"),
    "top": Slot(
        "16:9",
        "(max-width: 67.99rem) 92vw, (max-width: 79.99rem) calc(60.7vw - 0.4rem), 48.5rem",
        narrow="4:5",
        narrow_sizes="100vw",
    ),
    "card": Slot(
        "16:9",
        "(max-width: 38.4rem) 92vw, (max-width: 67.99rem) calc(45vw - 0.5rem), "
        "(max-width: 79.99rem) calc(29.4vw - 0.7rem), 23rem",
    ),
    "listed": Slot("4:3", "10rem", narrow="1:1", narrow_sizes="6rem"),
    "small": Slot("1:1", "6rem"),
}
