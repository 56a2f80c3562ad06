from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newsroom")

    def ready(self):
        # Models exist only now, so what stands on them can be imported only now.
        from articles.desk import roles, tags  # noqa: PLC0415
        from articles.signals import timeline_changed  # noqa: PLC0415
        from articles.surfaces import receipts  # noqa: PLC0415

        post_migrate.connect(roles.make_missing, sender=self)
        post_migrate.connect(tags.fold_again, sender=self)
        timeline_changed.connect(receipts.take_for, dispatch_uid="articles.receipts")
