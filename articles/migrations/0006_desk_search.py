import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from articles.models import searching
from articles.models.story_text import COLUMNS, text_of

TABLE = "articles_storytext"
BATCH = 500


def lay(apps, schema_editor):
    searching.lay(schema_editor, TABLE, key="article_id", columns=COLUMNS)


def lift(apps, schema_editor):
    searching.lift(schema_editor, TABLE)


def fill(apps, schema_editor):
    """Index the stories that are there, some at a time."""
    texts = apps.get_model("articles", "StoryText").objects
    stories = apps.get_model("articles", "Article").objects.prefetch_related("bylines")
    made = []
    for story in stories.order_by("pk").iterator(chunk_size=BATCH):
        names = [byline.name for byline in story.bylines.all()]
        made.append(texts.model(article_id=story.pk, **text_of(story, names)))
        if len(made) == BATCH:
            texts.bulk_create(made)
            made = []
    texts.bulk_create(made)


class Migration(migrations.Migration):
    """Articles are found by their words, and much is done with many of them at once."""

    dependencies = [
        ("articles", "0005_house_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StoryText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.TextField(blank=True)),
                ("slugline", models.TextField(blank=True)),
                ("standfirst", models.TextField(blank=True)),
                ("bylines", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of an article",
                "verbose_name_plural": "texts of articles",
            },
        ),
        migrations.RunPython(lay, lift),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Batch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20, verbose_name="what")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="details")),
                ("query", models.TextField(blank=True, verbose_name="list")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="made"),
                ),
                (
                    "begun_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="begun"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={"verbose_name": "batch", "verbose_name_plural": "batches"},
        ),
        migrations.CreateModel(
            name="BatchLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen", models.PositiveIntegerField(verbose_name="revision seen")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("subbing", "Subbing"),
                            ("legal", "Legal"),
                            ("ready", "Ready"),
                            ("spiked", "Spiked"),
                        ],
                        max_length=10,
                        verbose_name="stage seen",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("waiting", "To be done"),
                            ("done", "Done"),
                            ("refused", "Refused"),
                            ("left", "Left as it is"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("told", models.TextField(blank=True, verbose_name="told")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="batch_lines",
                        to="articles.article",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="articles.batch",
                    ),
                ),
            ],
            options={
                "verbose_name": "story of a batch",
                "verbose_name_plural": "stories of batches",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["batch", "outcome", "id"], name="batch_outcome"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["batch", "article"], name="one_story_once_a_batch"
                    ),
                ],
            },
        ),
    ]
