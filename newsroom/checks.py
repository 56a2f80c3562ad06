"""Start-up checks for the mistakes that would embarrass us: each with what to do about it."""

from django.conf import settings
from django.core.checks import Error, Warning, register

from articles.models import picture_files

#: A file that is written to see whether that can be done.
TRIAL = "uploads/trial"


@register
def debug_in_public(app_configs, **_options):
    """Say when pages of inner workings would be shown to more than this machine."""
    if settings.DEBUG and not set(settings.ALLOWED_HOSTS) <= set(settings.LOOPBACK):
        yield Warning(
            "DEBUG is on, and ALLOWED_HOSTS lets others in: an error would show them code, "
            "settings and unpublished copy.",
            hint="Set DEBUG=0, or allow the hosts of this machine alone.",
            id="newsroom.W001",
        )


@register
def any_host(app_configs, **_options):
    """Say when feeds and sitemaps would carry whatever host a stranger's request names."""
    if "*" in settings.ALLOWED_HOSTS:
        yield Warning(
            "ALLOWED_HOSTS allows any name: links in feeds and sitemaps could be made to lead "
            "elsewhere.",
            hint="Name the hosts that this paper has, such as ALLOWED_HOSTS=www.example.org",
            id="newsroom.W002",
        )


# Asked for by name alone: a bucket may be a long way off.
@register(deploy=True)
def files_cannot_be_kept(app_configs, **_options):
    """Say when no picture could be uploaded, or none of its files be taken away again."""
    try:
        picture_files.store(TRIAL, b"")
        picture_files.drop(TRIAL)
    except OSError as error:
        yield Error(
            f"Files of pictures cannot be kept: {error}",
            hint="Look at S3_URL, and at what its key may do; without it, at VAR_DIR/media.",
            id="newsroom.E001",
        )
