from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self):
        # Models exist only now, so the desk can be imported only now.
        from articles.desk import roles  # noqa: PLC0415

        post_migrate.connect(roles.make_missing, sender=self)
