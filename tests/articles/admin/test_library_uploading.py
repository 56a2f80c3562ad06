"""Pictures come in by the admin: one at a time for a script, many at once without one."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from articles.models import Picture
from tests.factories import make_jpeg, make_library_picture, make_picture, make_upload, make_user

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/articles/picture/upload/"
CONFIRM = "/admin/articles/picture/confirm/"
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def reporter(client):
    user = make_user("Reporter")
    client.force_login(user)
    return user


def send(client, *uploads, **options):
    return client.post(UPLOAD, {"files": uploads}, **options)


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_to_add_a_picture_leads_to_the_upload_page(client, reporter):
    assert client.get("/admin/articles/picture/add/")["Location"] == UPLOAD


# --- with a script ---


def test_a_script_is_told_of_the_picture_that_arrived(client, reporter):
    answer = send(client, make_upload(name="ferry.jpg"), headers=SCRIPT)

    picture = Picture.objects.get()
    said = answer.json()
    assert answer.status_code == 201
    assert (said["id"], said["is_new"], said["remarks"]) == (picture.pk, True, [])
    assert (picture.uploaded_by, picture.confirmed_at) == (reporter, None)


def test_a_script_is_told_why_a_file_is_refused(client, reporter):
    answer = send(client, make_upload(b"<svg></svg>", name="drawing.svg"), headers=SCRIPT)

    assert answer.status_code == 200
    assert "SVG" in answer.json()["why"]
    assert not Picture.objects.exists()


def test_the_same_file_leads_to_the_picture_there_is(client, reporter):
    data = make_jpeg()
    picture = make_library_picture(data=data)

    said = send(client, make_upload(data, name="again.jpg"), headers=SCRIPT).json()

    assert (said["id"], said["is_new"]) == (picture.pk, False)


def test_what_was_erased_does_not_come_in_again(client, reporter):
    data = make_jpeg()
    make_library_picture(data=data, erased_at=timezone.now())

    assert "erased" in send(client, make_upload(data), headers=SCRIPT).json()["why"]


def test_a_wrong_ending_is_put_right_and_told(client, reporter):
    said = send(client, make_upload(make_picture(kind="PNG"), name="a.jpg"), headers=SCRIPT).json()

    assert Picture.objects.get().file_name == "a.png"
    assert len(said["remarks"]) == 1


@pytest.mark.parametrize("files", [[], [make_jpeg(), make_jpeg()]])
def test_a_script_sends_one_file_a_request(client, reporter, files):
    answer = send(client, *map(make_upload, files), headers=SCRIPT)

    assert "why" in answer.json()
    assert not Picture.objects.exists()


# --- without a script ---


def test_many_arrive_in_one_request_though_some_are_refused(client, reporter):
    answer = send(
        client,
        make_upload(name="one.jpg"),
        make_upload(b"", name="../\u202eempty.jpg"),
        make_upload(name="two.jpg"),
    )

    numbers = ",".join(str(picture.pk) for picture in Picture.objects.order_by("pk"))
    assert Picture.objects.count() == 2
    assert answer["Location"] == f"{CONFIRM}?ids={numbers}"
    [refusal] = told(answer)
    assert refusal.startswith("“empty.jpg”: ")


@pytest.mark.parametrize("uploads", [[], [b"no picture"]])
def test_where_nothing_arrives_the_page_says_why(client, reporter, uploads):
    answer = send(client, *map(make_upload, uploads))

    assert answer.status_code == 400
    assert len(told(answer)) == 1


# --- what was read ---


def filled(answer, **words):
    """What the page of the forms would send, with `words` in the fields of each picture."""
    same, forms = answer.context["same"], answer.context["forms"]
    sent = {}
    for form in [same, *forms]:
        for field in form:
            value = words.get(field.name, field.value()) if form is not same else ""
            sent[field.html_name] = "" if value is None or value is False else value
    return sent


def test_what_was_read_is_asked_and_saving_confirms_it(client, reporter):
    picture = make_library_picture(
        by=reporter, caption="As the file says", alt="", confirmed_at=None
    )
    address = f"{CONFIRM}?ids={picture.pk}"
    page = client.get(address)

    client.post(address, filled(page, alt="A ferry", keywords="ferry, quay,,ferry"))

    picture.refresh_from_db()
    assert "As the file says" in page.text
    assert (picture.alt, picture.keywords) == ("A ferry", ["ferry", "quay"])
    assert picture.confirmed_at is not None


def test_no_alternative_text_is_made_up(client, reporter):
    send(client, make_upload(name="white-ferry.jpg"), headers=SCRIPT)

    picture = Picture.objects.get()
    assert (picture.alt, picture.caption, picture.headline) == ("", "", "")


def test_what_is_the_same_for_all_goes_to_each(client, reporter):
    pictures = [make_library_picture(by=reporter, confirmed_at=None) for _each in range(2)]
    address = f"{CONFIRM}?ids={pictures[0].pk},{pictures[1].pk}"

    client.post(
        address,
        filled(client.get(address))
        | {"all-credit": "Agency", "all-licensed_until": "2001-02-03T04:05"},
    )

    assert set(Picture.objects.values_list("credit", "rights_holder")) == {("Agency", "")}
    assert {picture.licensed_until.year for picture in Picture.objects.all()} == {2001}


def test_without_numbers_a_person_is_asked_about_their_own_unconfirmed(client, reporter):
    mine = make_library_picture(by=reporter, confirmed_at=None)
    make_library_picture(by=reporter)
    make_library_picture(confirmed_at=None)

    assert [form.instance for form in client.get(CONFIRM).context["forms"]] == [mine]


def test_nobody_describes_a_picture_that_they_may_not_change(client, reporter):
    colleagues = make_library_picture(headline="Ferry", confirmed_at=None)

    answer = client.get(f"{CONFIRM}?ids={colleagues.pk},x,99999999999999999999")

    assert answer.context["forms"] == []


def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client, reporter):
    picture = make_library_picture(by=reporter, confirmed_at=None)
    address = f"{CONFIRM}?ids={picture.pk}"
    sent = filled(client.get(address), headline="H" * 301, caption="Typed with care")

    answer = client.post(address, sent)

    assert answer.status_code == 400
    assert "Typed with care" in answer.text
    picture.refresh_from_db()
    assert picture.confirmed_at is None


def test_where_the_camera_was_is_named_and_not_shown(client, reporter):
    picture = make_library_picture(by=reporter, confirmed_at=None)
    picture.metadata |= {"private": ["gps", "serial"]}
    picture.save()

    page = client.get(reverse("admin:articles_picture_confirm")).text

    assert "never published: where the camera was, serial numbers" in page


@pytest.mark.parametrize("name", ["a\0.jpg", "../\u202egpj.exe", "x" * 400 + ".jpg", "\ud83d.jpg"])
def test_whatever_a_file_is_called_it_has_a_plain_name(client, reporter, name):
    head = f'--b\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
    body = head.encode(errors="surrogatepass") + make_jpeg() + b"\r\n--b--\r\n"

    answer = client.post(
        UPLOAD, body, content_type="multipart/form-data; boundary=b", headers=SCRIPT
    )

    assert answer.status_code < 500
    for picture in Picture.objects.all():
        assert picture.file_name.isprintable()
        assert len(picture.file_name) <= 200
