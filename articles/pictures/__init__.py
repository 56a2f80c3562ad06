from articles.pictures.directory import (
    BYTES,
    LEAST,
    PIXELS,
    PORTRAIT,
    TYPES,
    Unusable,
    logo,
    portrait,
)

__all__ = ["BYTES", "LEAST", "PIXELS", "PORTRAIT", "TYPES", "Unusable", "logo", "portrait"]
