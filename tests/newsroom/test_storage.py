"""Where files are kept, from the environment."""

import subprocess
import sys
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from newsroom import storage
from newsroom.storage import bucket
from tests.processes import ROOT, free_port, manage, site_environment

KEEP = """
import django
django.setup()
from articles.models import picture_files
picture_files.store("originals/1.jpg", b"a picture")
with picture_files.opened("originals/1.jpg") as file:
    print(file.read())
"""


def test_an_address_says_all_that_a_bucket_needs():
    assert bucket("s3://AKIA:a%2Fb+c@s3.eu-west-2.amazonaws.com/the-bay?region=eu-west-2") == {
        "access_key": "AKIA",
        "secret_key": "a/b+c",
        "endpoint_url": "https://s3.eu-west-2.amazonaws.com",
        "bucket_name": "the-bay",
        "region_name": "eu-west-2",
    }


def test_a_server_of_ones_own_may_speak_plain_http():
    told = bucket("s3://key:secret@127.0.0.1:9000/pictures?tls=0")

    assert (told["endpoint_url"], told["region_name"]) == ("http://127.0.0.1:9000", "us-east-1")


@pytest.mark.parametrize(
    "url",
    [
        "bucket",
        "https://key:secret@host/bucket",
        "s3://host/bucket",
        "s3://key@host/bucket",
        "s3://key:secret@host",
        "s3://key:secret@host/",
        "s3://key:secret@host/bucket/folder",
        "s3://key:secret@host/Bucket",
        "s3://key:secret@/bucket",
        "s3://key:secret@host:port/bucket",
        "s3://key:secret@host/bucket?zone=1",
        "s3://key:secret@host/bucket?tls=yes",
        "s3://key:secret@host/bucket?region",
        "s3://key:secret@host/bucket#there",
        "s3://key:sec/ret@host/bucket",
    ],
)
def test_an_address_that_cannot_be_right_is_refused_with_what_to_do(url):
    with pytest.raises(ImproperlyConfigured, match="S3_URL must look like s3://key:secret@"):
        bucket(url)


def test_a_bucket_without_the_extra_is_told_of(monkeypatch):
    monkeypatch.setattr(storage, "find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match="s3 extra"):
        storage.storage("s3://key:secret@host/bucket")


@pytest.mark.parametrize("storage", ["local", "s3"], indirect=True)
def test_a_site_keeps_its_files_there(storage, tmp_path):
    env = site_environment(
        tmp_path / "var", DJANGO_SETTINGS_MODULE="newsroom.settings", **storage.env
    )
    command = [sys.executable, "-W", "error", "-c", KEEP]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)

    assert (done.stdout, done.stderr) == ("b'a picture'\n", "")
    media = [path for path in (tmp_path / "var" / "media").rglob("*") if path.is_file()]
    kept = {(path.name, path.stat().st_mode & 0o777) for path in media}
    assert kept == ({("1.jpg", 0o640)} if storage.kind == "local" else set())


@pytest.mark.parametrize(
    ("setting", "advice"),
    [
        ({"S3_URL": "rubbish"}, "S3_URL must look like s3://"),
        ({"ACCEL_PREFIX": "protected"}, "ACCEL_PREFIX must look like /protected/"),
        (
            {"ACCEL_PREFIX": "/protected/", "S3_URL": "s3://key:secret@host/bucket"},
            "set it or S3_URL, not both",
        ),
        ({"PICTURE_BYTES": "60 MB"}, "PICTURE_BYTES must be a whole number"),
    ],
)
def test_bad_value_is_told_with_what_to_do(tmp_path, setting, advice):
    done = manage("check", env=site_environment(tmp_path / "var", **setting))

    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert advice in done.stderr


@pytest.fixture
def nobody(settings):
    """A bucket of a server that is not there."""
    s3_url = f"s3://key:secret@127.0.0.1:{free_port()}/pictures?tls=0"
    settings.STORAGES = settings.STORAGES | {"default": storage.storage(s3_url)}
    return default_storage


@pytest.mark.parametrize(
    "use",
    [
        lambda files: files.open("a.jpg"),
        lambda files: files.save("a.jpg", ContentFile(b"")),
        lambda files: files.delete("a.jpg"),
        lambda files: files.exists("a.jpg"),
        lambda files: files.listdir("originals"),
        lambda files: files.get_modified_time("a.jpg"),
    ],
)
def test_a_server_that_does_not_answer_is_like_a_disk_that_does_not(nobody, use):
    with pytest.raises(OSError, match="connect to"):
        use(nobody)


@pytest.mark.django_db
def test_the_command_says_so_too(nobody):
    with pytest.raises(CommandError, match="The files of pictures cannot be reached"):
        call_command("pictures", "sweep", stdout=StringIO())


def test_a_storage_that_cannot_be_written_is_told_of_before_anybody_needs_it(tmp_path):
    nobody = f"s3://key:secret@127.0.0.1:{free_port()}/pictures?tls=0"
    env = site_environment(tmp_path / "var", S3_URL=nobody)

    assert manage("check", env=env).returncode == 0
    done = manage("check", "--deploy", env=env)
    assert done.returncode == 1
    assert "(newsroom.E001) Files of pictures cannot be kept" in done.stderr
