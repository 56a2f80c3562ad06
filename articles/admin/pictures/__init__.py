"""The library of pictures: its grid, how pictures come in, each one's form, and what is asked."""

from articles.admin.pictures.library import PictureAdmin

__all__ = ["PictureAdmin"]
