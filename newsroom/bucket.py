"""Uploaded files in an S3-compatible bucket. Only loaded where S3_URL names one."""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage


@contextmanager
def failing_as_files_do(name):
    """Have whatever the server answers be told as a disk tells it: OSError, FileNotFoundError."""
    try:
        yield
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            raise FileNotFoundError(f"The bucket has no {name}") from error
        raise OSError(str(error)) from error
    except (BotoCoreError, Boto3Error) as error:
        raise OSError(str(error)) from error


class Bucket(S3Storage):
    """
    A private bucket. No file is given rights of its own: what nobody opened is closed, and many
    servers refuse to be told so file by file. Writing one again replaces it.
    """

    def get_default_settings(self):
        return super().get_default_settings() | {
            "file_overwrite": True,
            "default_acl": None,
            "querystring_auth": False,
            "max_memory_size": 2**20,  # bytes; what is larger is read by way of the disk
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                connect_timeout=5,  # seconds
                read_timeout=30,
                retries={"mode": "standard", "max_attempts": 3},
                # What Amazon alone understands is not asked of the others.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }

    def _open(self, name, mode="rb"):
        with failing_as_files_do(name):
            file = super()._open(name, mode)
            file.open()  # fetches it: else that would happen, and fail, wherever it is read
            return file

    def _save(self, name, content):
        with failing_as_files_do(name):
            return super()._save(name, content)

    def delete(self, name):
        with failing_as_files_do(name):
            super().delete(name)

    def exists(self, name):
        with failing_as_files_do(name):
            return super().exists(name)

    def listdir(self, name):
        with failing_as_files_do(name):
            return super().listdir(name)

    def get_modified_time(self, name):
        with failing_as_files_do(name):
            return super().get_modified_time(name)

    def url(self, name, **_options):
        raise ValueError("Files of pictures have no address of their own.")
