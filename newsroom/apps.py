from django.apps import AppConfig
from django.contrib.admin import apps as admin


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        # A check is registered by being imported, and asks for settings that are set.
        from newsroom import checks  # noqa: F401, PLC0415


class DeskConfig(admin.AdminConfig):
    """Django's admin, with a site of this paper's own."""

    default = False  # it is not the app of this package
    default_site = "newsroom.site.Desk"
