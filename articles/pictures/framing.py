"""How a picture is cut: the shapes there are, and what of a picture each shows."""

#: The shapes that pictures are cut to, by name: width to height. "" is the whole picture.
RATIOS = {"16:9": (16, 9), "4:3": (4, 3), "1:1": (1, 1), "4:5": (4, 5)}
