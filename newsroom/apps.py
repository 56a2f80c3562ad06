from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        # A check is registered by being imported, and asks for settings that are set.
        from newsroom import checks  # noqa: F401, PLC0415
