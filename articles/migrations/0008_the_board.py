from django.db import migrations, models


class Migration(migrations.Migration):
    """The board, the list and links read along indexes; a reminder knows the time that it is of."""

    dependencies = [("articles", "0007_directory")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["section", "-updated_at", "-id"], name="article_section_latest"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["stage", "-updated_at", "-id"], name="article_stage_latest"),
        ),
        *(
            migrations.AddIndex(
                model_name="article",
                index=models.Index(
                    fields=[part, "stage", "-updated_at", "-id"],
                    name=f"article_{part}_stage_latest",
                ),
            )
            for part in ("section", "owner", "assignee")
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["stage", "due_at"],
                condition=models.Q(due_at__isnull=False),
                name="article_stage_due",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["live_from"], name="edition_start"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["answer", "live_from", "live_until", "article"],
                condition=models.Q(revision__isnull=True),
                name="edition_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["uid"], name="edition_uid"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                fields=["-here_at"],
                condition=models.Q(here_at__isnull=False),
                name="visit_here",
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="due"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=["to", "article", "due_at"],
                condition=models.Q(kind="due"),
                name="one_reminder_of_a_time",
            ),
        ),
    ]
