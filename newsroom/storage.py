"""Where uploaded files are kept: on this machine, or in a bucket that S3_URL names."""

import re
from contextlib import suppress
from importlib.util import find_spec
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

#: What a bucket may be called, as Amazon has it.
BUCKET = r"/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"

EXPECTED = (
    "S3_URL must look like s3://key:secret@s3.eu-west-2.amazonaws.com/bucket?region=eu-west-2 "
    "(%2F for a / in the secret; tls=0 for a server that speaks plain HTTP)"
)


def storage(s3_url):
    """What Django's STORAGES take for uploaded files. Raises ImproperlyConfigured."""
    if not s3_url:
        return {"BACKEND": "articles.models.picture_files.WholeFiles"}
    options = bucket(s3_url)
    if not (find_spec("storages") and find_spec("boto3")):
        raise ImproperlyConfigured("S3_URL needs the s3 extra: pip install '.[s3]'")
    return {"BACKEND": "newsroom.bucket.Bucket", "OPTIONS": options}


def bucket(url):
    """Read s3://key:secret@host:port/bucket?region=…&tls=0. Raises ImproperlyConfigured."""
    with suppress(ValueError):  # such as a port that is no number
        parts = urlsplit(url)
        told = {"region": "us-east-1", "tls": "1"} | query(parts.query)
        told_all = parts.hostname and parts.username and parts.password
        is_right = parts.scheme == "s3" and told_all and not parts.fragment
        if is_right and re.fullmatch(BUCKET, parts.path) and told["tls"] in ("0", "1"):
            scheme = "https" if told["tls"] == "1" else "http"
            port = f":{parts.port}" if parts.port else ""
            host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
            return {
                "access_key": unquote(parts.username),
                "secret_key": unquote(parts.password),
                "endpoint_url": f"{scheme}://{host}{port}",
                "bucket_name": parts.path[1:],
                "region_name": told["region"],
            }
    raise ImproperlyConfigured(EXPECTED)


def query(text):
    """Read what stands after the question mark. Raises ValueError for what means nothing."""
    told = parse_qs(text, strict_parsing=True) if text else {}
    if not told.keys() <= {"region", "tls"}:
        raise ValueError
    return {name: values[-1] for name, values in told.items()}


def accel_prefix(prefix, *, s3_url):
    """Where a web server has the files for itself alone. Raises ImproperlyConfigured."""
    if prefix and not re.fullmatch(r"/[\w-]+/", prefix):
        raise ImproperlyConfigured("ACCEL_PREFIX must look like /protected/")
    if prefix and s3_url:
        raise ImproperlyConfigured(
            "ACCEL_PREFIX is for pictures on this machine: set it or S3_URL, not both."
        )
    return prefix
