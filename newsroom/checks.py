"""Start-up checks for the mistakes that would embarrass us: each with what to do about it."""

from django.conf import settings
from django.core.checks import Warning, register


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
