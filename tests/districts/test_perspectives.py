"""Perspectives: content that is loaded once, reworded by content administrators, and never taken from a rater."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from districts import content as files
from districts import content_store
from districts.admin.perspectives import IN_USE
from districts.content import ContentError, PerspectiveEntry, PerspectivesFile
from districts.models import Perspective
from rounds.models import Rater, Round

FILE = Path(settings.BASE_DIR) / "fixtures" / "perspectives.yaml"
PERSPECTIVES = "/admin/districts/perspective/"
TEXT = files.dump(PerspectivesFile("A source", (PerspectiveEntry("teacher", "Teacher"), PerspectiveEntry("p2", "No"))))


def rows() -> list[tuple[str, str, int, bool]]:
    return list(Perspective.objects.values_list("key", "title", "position", "is_active"))


def write(directory: Path, *entries: tuple[str, str]) -> Path:
    path = directory / "list.yaml"
    path.write_text(files.dump(PerspectivesFile("A source", tuple(PerspectiveEntry(*entry) for entry in entries))))
    return path


# The file ---------------------------------------------------------------------------------------


def test_the_product_file_is_written_canonically():
    assert files.dump(files.read(FILE)) == FILE.read_text(encoding="utf-8")


def test_a_written_file_reads_the_same_and_words_stay_words():
    content = files.parse(TEXT, "list.yaml")
    assert content.perspectives == (PerspectiveEntry("teacher", "Teacher"), PerspectiveEntry("p2", "No"))
    assert files.parse(TEXT.replace("'No'", "No"), "list.yaml") == content
    assert files.dump(content) == TEXT


WRONG = {
    "a list": (TEXT, "- one\n", "is not a set of fields with values"),
    "not YAML": ("perspectives:", "perspectives: [", "is not YAML (line 5)"),
    "a field too many": ("source:", "other: 1\nsource:", "other: is not a known field"),
    "no list": (TEXT[TEXT.index("- key") :], "  none", "perspectives: is not a list with at least one row"),
    "a row of text": (
        "- key: teacher\n  title: Teacher",
        "- Teacher",
        "perspective number 1: is not a set of fields with values",
    ),
    "no title": ("  title: Teacher\n", "", "perspective teacher: title: is missing"),
    "an empty title": ("Teacher", "''", "perspective teacher: title: is empty"),
    "a title of parts": ("Teacher", "[A, B]", "perspective teacher: title: is not text"),
    "a long title": ("Teacher", "x" * 61, "perspective teacher: title: is longer than 60 characters"),
    "a bell": ("Teacher", '"A\\a"', "perspective teacher: title: holds a character that cannot be shown"),
    "a key in capitals": (
        "key: teacher",
        "key: A b",
        'perspective A b: key: "A b" is not made of small letters a to z, digits and single hyphens',
    ),
    "a key again": ("key: p2", "key: teacher", 'perspective teacher: key: "teacher" is used twice'),
    "a title again": ("'No'", "'Teacher '", 'perspective p2: title: "Teacher" is used twice'),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_by_file_row_and_field(old, new, message):
    assert old in TEXT
    with pytest.raises(ContentError) as caught:
        files.parse(TEXT.replace(old, new), "list.yaml")
    assert caught.value.problems[0] == f"list.yaml: {message}"


def test_all_problems_are_told_at_once():
    with pytest.raises(ContentError) as caught:
        files.parse("perspectives:\n- key: a\n- title: B\n", "list.yaml")
    assert str(caught.value).splitlines() == [
        "list.yaml: source: is missing",
        "list.yaml: perspective a: title: is missing",
        "list.yaml: perspective number 2: key: is missing",
    ]


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "latin.yaml").write_bytes("source: Schüler".encode("latin-1"))
    for name, message in (
        ("none.yaml", "cannot be read: No such file or directory"),
        ("latin.yaml", "is not UTF-8 text"),
    ):
        with pytest.raises(ContentError) as caught:
            files.read(tmp_path / name)
        assert str(caught.value) == f"{name}: {message}"


# Loading and dumping ----------------------------------------------------------------------------


def test_the_product_list_is_loaded_in_its_order(perspectives):
    assert [(row.title, row.position) for row in Perspective.objects.offered()] == [
        ("District leader", 10),
        ("Human resources", 20),
        ("Building leader", 30),
        ("Teacher", 40),
        ("Non-instructional staff", 50),
        ("Education association", 60),
        ("Family or community", 70),
        ("Student", 80),
    ]
    assert str(perspectives["teacher"]) == "Teacher"


def test_loading_twice_changes_nothing(db):
    assert content_store.load(FILE) == "Perspectives: added 8, kept the wording of 0."
    before = rows()
    assert content_store.load(FILE) == "Perspectives: added 0, kept the wording of 8."
    assert rows() == before


def test_what_administrators_have_worded_stays_and_new_ones_come_last(db, tmp_path):
    Perspective.objects.create(key="teacher", title="Classroom teacher", position=35, is_active=False)
    outcome = content_store.load(write(tmp_path, ("student", "Student"), ("teacher", "Teacher")))
    assert outcome == "Perspectives: added 1, kept the wording of 1."
    assert rows() == [("teacher", "Classroom teacher", 35, False), ("student", "Student", 45, True)]


def test_a_title_that_another_perspective_has_is_refused_and_nothing_is_loaded(db, tmp_path):
    Perspective.objects.create(key="pupil", title="Student", position=10)
    with pytest.raises(ContentError) as caught:
        content_store.load(write(tmp_path, ("teacher", "Teacher"), ("student", "Student")))
    assert str(caught.value) == 'list.yaml: perspective student: title: "Student" is what pupil is called here'
    assert rows() == [("pupil", "Student", 10, True)]


def test_what_was_loaded_is_dumped_as_it_was(perspectives, tmp_path):
    path = content_store.dump(tmp_path)
    assert path == tmp_path / "perspectives.yaml"
    assert path.read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")


def test_a_retired_perspective_is_neither_offered_nor_dumped(perspectives, tmp_path):
    Perspective.objects.exclude(key="teacher").update(is_active=False)
    assert [row.key for row in Perspective.objects.offered()] == ["teacher"]
    assert files.read(content_store.dump(tmp_path)).perspectives == (PerspectiveEntry("teacher", "Teacher"),)


# The administration -----------------------------------------------------------------------------


@pytest.fixture
def client(sign_in, content_administrator):
    return sign_in(content_administrator)


def errors(response) -> dict[str, list[str]]:
    return response.context["adminform"].form.errors


def test_a_content_administrator_adds_one_whose_key_comes_from_its_title(client, perspectives):
    response = client.post(f"{PERSPECTIVES}add/", {"title": "  School   board ", "is_active": "on"})
    assert (response.status_code, response.url) == (302, PERSPECTIVES)
    assert rows()[-1] == ("school-board", "School board", 90, True)


def test_a_typed_key_is_made_one_that_a_file_may_hold(client, db):
    client.post(f"{PERSPECTIVES}add/", {"title": "Board", "key": "School_Board", "position": "7"})
    assert rows() == [("school-board", "Board", 7, False)]


def test_a_key_or_title_that_is_taken_or_cannot_be_is_refused_beside_the_field(client, perspectives):
    typed = {"title": "Teacher", "key": "student"}
    assert errors(client.post(f"{PERSPECTIVES}add/", typed)) == {
        "title": ["Perspective with this Title already exists."],
        "key": ["Perspective with this Key already exists."],
    }
    assert errors(client.post(f"{PERSPECTIVES}add/", {"title": "校"})) == {
        "key": ["Type a key of letters a to z, digits and hyphens."]
    }
    assert errors(client.post(f"{PERSPECTIVES}add/", {"title": "A\a"})) == {
        "title": ["The title holds a character that cannot be shown."]
    }
    assert len(rows()) == 8


def test_a_content_administrator_rewords_places_and_retires_but_never_changes_the_key(client, perspectives):
    teacher = perspectives["teacher"]
    typed = {"title": "Classroom teacher", "key": "other", "position": "5"}
    client.post(f"{PERSPECTIVES}{teacher.pk}/change/", typed)
    assert rows()[0] == ("teacher", "Classroom teacher", 5, False)


def test_one_that_nobody_has_brought_is_deleted(client, perspectives):
    teacher = perspectives["teacher"]
    assert client.get(f"{PERSPECTIVES}{teacher.pk}/delete/").status_code == 200
    client.post(f"{PERSPECTIVES}{teacher.pk}/delete/", {"post": "yes"})
    assert not Perspective.objects.filter(key="teacher").exists()


def test_one_that_raters_have_brought_stays_and_nothing_of_theirs_is_shown(client, perspectives, district):
    teacher = perspectives["teacher"]
    held = Round.objects.create(district=district, title="Autumn", item_keys=["1a-aware"], opened_at=timezone.now())
    Rater.objects.create(round=held, label="Rosa Lind", perspective=teacher)
    address = f"{PERSPECTIVES}{teacher.pk}/delete/"
    for response in (client.get(address, follow=True), client.post(address, {"post": "yes"}, follow=True)):
        assert response.redirect_chain == [(f"{PERSPECTIVES}{teacher.pk}/change/", 302)]
        assert [str(message) for message in response.context["messages"]] == [IN_USE]
        assert "Rosa" not in response.text
    assert Perspective.objects.filter(pk=teacher.pk).exists()


def test_perspectives_are_not_deleted_in_bulk(client, perspectives):
    assert "delete_selected" not in client.get(PERSPECTIVES).text


def test_others_reach_none_of_it(sign_in, outsider, people, perspectives):
    addresses = ("", "add/", f"{perspectives['teacher'].pk}/change/", f"{perspectives['teacher'].pk}/delete/")
    for person in (outsider, *people.values()):
        answers = {sign_in(person).get(f"{PERSPECTIVES}{each}", follow=True).status_code for each in addresses}
        assert answers == {403}
