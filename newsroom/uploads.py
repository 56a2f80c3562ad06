"""How much may be sent to us: by a stranger a form, by the desk some pictures at once."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

#: How many pictures, of the greatest size there may be, the desk sends in one request.
AT_ONCE = 10


def refuse_large(get_response):
    """
    Make a middleware that answers 413 to more than its sender may send, without reading it:
    Django reads a form, and puts its files on the disk, before any view asks who sends them.
    """

    def middleware(request):
        length = told_length(request)
        # Who it is costs a query, which a form of usual length does not need.
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and length > most(request.user):
            raise RequestDataTooBig("More than this sender may send at once")
        response = get_response(request)
        if length:
            drop_what_broke_off(request)
        return response

    return middleware


def told_length(request):
    """The bytes that a request says to have. Without that, servers read nothing."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def most(user):
    """The bytes that a person may send in one request."""
    form = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return form + AT_ONCE * settings.PICTURE_BYTES if user.is_staff else form


def drop_what_broke_off(request):
    """Delete a file whose sender went away: Django leaves it until its memory is tidied."""
    for handler in request.upload_handlers:
        handler.upload_interrupted()


class PictureUploadHandler(TemporaryFileUploadHandler):
    """
    Takes files to the disk. Of one larger than any picture nothing stays but its length, for
    the form to say so: it arrives as a hole, which has no place on the disk.
    """

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= settings.PICTURE_BYTES:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        if file_size > settings.PICTURE_BYTES:
            self.file.truncate(0)
            self.file.truncate(file_size)
        return super().file_complete(file_size)
