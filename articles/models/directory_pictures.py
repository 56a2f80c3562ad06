"""Pictures of the directory, portraits and logos: where they are kept, and for how long."""

from functools import partial

from django.apps import apps
from django.core.files.storage import Storage
from django.db import models, transaction
from django.urls import reverse

from articles.models import picture_files
from articles.models.picture_files import DIRECTORY as FOLDER


class NamedForContent(Storage):
    """The files of pictures, named for what is in them: one that is there already is the same."""

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        if not self.exists(name):
            picture_files.store(name, content)
        return name

    def _open(self, name, mode="rb"):
        return picture_files.opened(name)

    def exists(self, name):
        return picture_files.exists(name)

    def delete(self, name):
        picture_files.drop(name)

    def url(self, name):
        return reverse("paper:picture", args=[name.removeprefix(FOLDER)])


STORAGE = NamedForContent()


class DirectoryPictureField(models.ImageField):
    """A portrait or a logo. A file that no row names any more goes once that is committed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs | {"storage": STORAGE, "upload_to": FOLDER})

    def deconstruct(self):
        # To a migration it is Django's own field: where files are kept is no matter of the table.
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        return name, "django.db.models.ImageField", args, kwargs

    def contribute_to_class(self, cls, name, private_only=False, **kwargs):
        super().contribute_to_class(cls, name, private_only=private_only, **kwargs)
        models.signals.post_delete.connect(self.left, sender=cls)

    def pre_save(self, row, add):
        was = "" if add else self.stored(row)
        file = super().pre_save(row, add)
        if was != file.name:
            drop_later(was)
        return file

    def stored(self, row):
        rows = type(row)._base_manager.filter(pk=row.pk)
        return rows.values_list(self.attname, flat=True).first()

    def left(self, instance, **_signal):
        drop_later(getattr(instance, self.attname).name)


def drop_later(name):
    if name:
        transaction.on_commit(partial(drop_unnamed, name))


def drop_unnamed(name):
    """Delete a file, unless a row names it."""
    if not is_named(name):
        STORAGE.delete(name)


def is_named(name, *, besides=()):
    """Tell whether a row names a picture now: of any model that has some, but for `besides`."""
    return any(
        model._base_manager.filter(**{field.attname: name}).exists()
        for model in apps.get_models()
        if model not in besides
        for field in model._meta.concrete_fields
        if isinstance(field, DirectoryPictureField)
    )
