"""
Where the files of pictures are: in Django's default storage, on a disk or in a bucket. A file is
there whole or not at all, and none has an address of its own: what readers get, a view gives.
"""

import logging
import os

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils.crypto import get_random_string

logger = logging.getLogger(__name__)

#: What the files are, by the folder they are in.
ORIGINALS, PREVIEWS, DIRECTORY = "originals/", "previews/", "directory/"

#: What ends the name of a file that is being written.
PART = ".part"


class WholeFiles(FileSystemStorage):
    """Files on this machine, that are there once they are whole. Writing one again replaces it."""

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        # Written aside: somebody may ask for it meanwhile, and the machine may stop.
        part = super()._save(f"{name}.{get_random_string(12)}{PART}", content)
        os.replace(self.path(part), self.path(name))
        return name

    def url(self, name):
        raise ValueError("Files of pictures have no address of their own.")


def store(name, content):
    """Keep bytes, or a file from its beginning, under a name; in place of what it named."""
    default_storage.save(name, ContentFile(content) if isinstance(content, bytes) else content)


def opened(name):
    """Open a file to read bytes; close it, or use it as a context. Raises FileNotFoundError."""
    return default_storage.open(name)


def drop(name):
    """Delete a file; one that is not there is none the worse."""
    default_storage.delete(name)


def drop_all(names):
    """Delete files. One that the storage does not let go is told to the log, and keeps no other."""
    for name in filter(None, names):
        try:
            drop(name)
        except OSError:
            logger.exception("The file %s cannot be deleted: it is swept later.", name)


def exists(name):
    return default_storage.exists(name)


def names(folder):
    """Yield the name of every file in a folder and below it, in no order."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever kept in it
        return
    yield from (f"{folder}{file}" for file in files)
    for inner in folders:
        yield from names(f"{folder}{inner}/")


def stored_at(name):
    """When a file was last written (UTC). Raises FileNotFoundError."""
    return default_storage.get_modified_time(name)
