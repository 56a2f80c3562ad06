from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_owners(apps, schema_editor):
    """A story's owner is whoever left its first revision."""
    first = apps.get_model("articles", "Revision").objects.filter(article=OuterRef("pk"), number=1)
    stories = apps.get_model("articles", "Article").objects.filter(owner=None)
    stories.update(owner=Subquery(first.values("by")[:1]))


class Migration(migrations.Migration):
    """Reporters reach their own copy: stories from before have an owner too."""

    dependencies = [("articles", "0003_the_desk")]

    operations = [migrations.RunPython(name_owners, migrations.RunPython.noop, elidable=True)]
