"""Where pages show pictures, and cut to which shape: what a picture has to be drawn in."""

#: Of a picture that leads a story: whole over the copy, cut on cards and in what others show.
LEAD = ("", "16:9", "4:3", "1:1", "4:5")
#: Of a picture in the copy, by itself or in a gallery.
BODY = ("",)
