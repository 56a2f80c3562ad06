from articles.pictures.directory import (
    BYTES,
    LEAST,
    PIXELS,
    PORTRAIT,
    TYPES,
    logo,
    portrait,
)
from articles.pictures.opening import Unusable

__all__ = ["BYTES", "LEAST", "PIXELS", "PORTRAIT", "TYPES", "Unusable", "logo", "portrait"]
