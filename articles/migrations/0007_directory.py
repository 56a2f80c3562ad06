import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """
    The directory is pleasant: portraits, links, sections in the navigation, what the masthead
    says of the paper, and merges of correspondents.
    """

    dependencies = [
        ("articles", "0006_desk_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="correspondent",
            name="links",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="In this order. An address is one of the web, of e-mail, or a page of ours.",
                verbose_name="links for readers",
            ),
        ),
        migrations.AddField(
            model_name="correspondent",
            name="portrait",
            field=models.ImageField(
                blank=True,
                help_text="A JPEG, PNG or WebP file of at most 10 MB. It is cut square; what the camera wrote into it, such as the place, is left out. Who cannot see it is told the name.",
                upload_to="directory/",
                verbose_name="portrait",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="about",
            field=models.TextField(
                blank=True, help_text="Shown at /about/.", verbose_name="about the paper"
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="contact",
            field=models.TextField(
                blank=True, help_text="Shown at /contact/.", verbose_name="how to reach it"
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="dark_logo",
            field=models.ImageField(
                blank=True,
                help_text="The same in light letters, for readers whose screens are dark.",
                upload_to="directory/",
                verbose_name="logo for the dark",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="footer",
            field=models.TextField(
                blank=True,
                help_text="Such as who publishes the paper.",
                max_length=1000,
                verbose_name="footer",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="footer_links",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="In this order. An address is one of the web, of e-mail, or a page of ours.",
                verbose_name="links of the footer",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="header_links",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="In this order. An address is one of the web, of e-mail, or a page of ours.",
                verbose_name="links after the sections",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="logo",
            field=models.ImageField(
                blank=True,
                height_field="logo_height",
                help_text="It stands for the name on every page. A JPEG, PNG or WebP file of at most 10 MB, cut close: a PNG that is clear around the letters suits light and dark.",
                upload_to="directory/",
                verbose_name="logo",
                width_field="logo_width",
            ),
        ),
        migrations.AddField(
            model_name="masthead",
            name="logo_height",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="masthead",
            name="logo_width",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="masthead",
            name="social_links",
            field=models.JSONField(
                blank=True,
                default=list,
                help_text="The paper’s own pages on other sites. Search engines read them too.",
                verbose_name="elsewhere",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="description",
            field=models.CharField(
                blank=True,
                help_text="What readers find in it, in a sentence. It stands under the name.",
                max_length=300,
                verbose_name="description",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="is_in_navigation",
            field=models.BooleanField(
                default=True,
                help_text="Its name stands on top of every page. Its own page is there anyway.",
                verbose_name="in the navigation",
            ),
        ),
        migrations.AlterField(
            model_name="section",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="position"),
        ),
        migrations.AlterField(
            model_name="tagmerge",
            name="name",
            field=models.CharField(max_length=200, verbose_name="name"),
        ),
        migrations.CreateModel(
            name="CorrespondentMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("agency", "Agency"),
                            ("collective", "Collective"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="Such as Crime Correspondent.",
                        max_length=200,
                        verbose_name="role",
                    ),
                ),
                ("biography", models.TextField(blank=True, verbose_name="biography")),
                (
                    "portrait",
                    models.ImageField(
                        blank=True,
                        help_text="A JPEG, PNG or WebP file of at most 10 MB. It is cut square; what the camera wrote into it, such as the place, is left out. Who cannot see it is told the name.",
                        upload_to="directory/",
                        verbose_name="portrait",
                    ),
                ),
                (
                    "links",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="In this order. An address is one of the web, of e-mail, or a page of ours.",
                        verbose_name="links for readers",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.CharField(max_length=100, verbose_name="slug")),
                ("uses", models.JSONField(default=dict, verbose_name="uses")),
                (
                    "merged_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="merged"),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="merges",
                        to="articles.correspondent",
                        verbose_name="into",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of correspondents",
                "verbose_name_plural": "merges of correspondents",
                "ordering": ["-merged_at", "-pk"],
            },
        ),
    ]
