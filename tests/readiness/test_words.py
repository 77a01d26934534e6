"""Comparing texts and reading forms: whatever people type."""

import time

from hypothesis import given
from hypothesis import strategies as st

from core.comparing import compare_words
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from readiness.forms import AreaItemForm, ItemForm
from rounds.forms.items import NOTE_LENGTH

texts = st.text(max_size=200) | st.lists(st.sampled_from(["a", "b", " ", "\n", "c "])).map("".join)

STRANGE = ["0", "1", "2", "3", "n", "9" * 400, "-1", "mine", "both", "\0", "\ud800"]


def marked(runs):
    return "".join(f"[{run.text}]" if run.differs else run.text for run in runs)


@given(texts, texts)
def test_runs_put_together_are_the_texts_again(old, new):
    left, right = compare_words(old, new)
    assert ("".join(run.text for run in left), "".join(run.text for run in right)) == (old, new)
    assert all(run.text for run in (*left, *right))


@given(texts, texts)
def test_what_does_not_differ_is_the_same_on_both_sides(old, new):
    left, right = compare_words(old, new)
    same = ["".join(run.text for run in side if not run.differs) for side in (left, right)]
    assert same[0] == same[1]


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert [run for side in compare_words(text, text) for run in side if run.differs] == []


def test_words_that_were_changed_are_marked_on_both_sides():
    left, right = compare_words("Nine people, done in May.", "Nine people were done in June.")
    assert marked(left) == "Nine [people, ]done in [May.]"
    assert marked(right) == "Nine [people were ]done in [June.]"


def test_long_notes_are_compared_in_good_time():
    """Long notes of few words: without difflib's short cut for words that recur this takes minutes."""
    words = [f"w{number * number % 97} " for number in range(NOTE_LENGTH // 4)]
    old, new = "".join(words), "".join(words[::-1])
    begun = time.process_time()
    compare_words(old, new)
    assert time.process_time() - begun < 2


@given(
    st.dictionaries(
        st.sampled_from([f"5a-{name}" for name in ("value", "note", "version", "choice", "seen")]),
        st.text(max_size=40) | st.sampled_from(STRANGE),
    ),
    st.sampled_from([RATING_SCALE, PLACEMENT_SCALE]),
)
def test_no_text_is_too_strange_for_a_form(data, scale):
    form = AreaItemForm(data, scale=scale, key="5a")
    valid = form.is_valid() or not form.problems
    typed = form.typed()
    assert (typed["note"], typed["version"] >= 1) == (data.get("5a-note", ""), True)
    if valid:
        assert form.draft.answer.code == data.get("5a-value", "")
        assert form.draft.version is None or form.draft.version >= 1


@given(st.text(alphabet="a \r\n", max_size=60))
def test_a_note_keeps_its_lines_however_they_end(note):
    form = ItemForm({"5a-note": note}, scale=RATING_SCALE, key="5a")
    lines = note.strip().replace("\r\n", "\n").replace("\r", "\n")
    assert (form.problems, form.draft.note) == ((), lines)


def test_asking_for_both_texts_presents_no_version_and_mine_the_one_seen():
    data = {"5a-value": "1", "5a-version": "1", "5a-seen": "2"}
    presented = {}
    for choice in ("", "mine", "both", "theirs", "x"):
        form = AreaItemForm(data | {"5a-choice": choice}, scale=RATING_SCALE, key="5a")
        assert form.problems == ()
        presented[choice] = form.draft.version
    assert presented == {"": 1, "mine": 2, "both": None, "theirs": None, "x": 1}
