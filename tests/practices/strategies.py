"""Any valid content, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from practices import content as files
from practices.choices import CONSIDERATION_STAGES, PLANNING_STAGES
from tests.practices.factories import STAGES

KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)
CODES = st.from_regex(r"[0-9]{1,2}[a-z]?", fullmatch=True)


def words(limit: int) -> st.SearchStrategy[str]:
    """Any text that a file can hold: one paragraph without control characters."""
    characters = st.characters(exclude_categories=("Cc", "Cs"))
    return st.text(characters, min_size=1, max_size=limit).map(files.paragraph).filter(bool)


def texts(key: str, stages: tuple[str, ...]) -> st.SearchStrategy[tuple[files.StageTextEntry, ...]]:
    return st.tuples(
        *(st.builds(files.StageTextEntry, st.just(f"{key}-{stage}"), st.just(stage), words(300)) for stage in stages)
    )


@st.composite
def edition_files(draw: st.DrawFn) -> files.EditionFile:
    """An edition with one to three areas, practices and indicators at each level."""
    codes = iter(draw(st.lists(CODES, min_size=27, max_size=27, unique=True)))
    keys = iter(draw(st.lists(KEYS, min_size=42, max_size=42, unique=True)))
    few = st.integers(min_value=1, max_value=3)

    def indicator() -> files.IndicatorEntry:
        key = next(keys)
        return files.IndicatorEntry(key, next(codes), draw(texts(key, PLANNING_STAGES)), choice=draw(st.booleans()))

    def practice() -> files.PracticeEntry:
        indicators = tuple(indicator() for _ in range(draw(few)))
        return files.PracticeEntry(indicators[0].key, indicators[0].code, draw(words(200)), indicators)

    def area() -> files.FocusAreaEntry:
        return files.FocusAreaEntry(next(keys), draw(words(160)), tuple(practice() for _ in range(draw(few))))

    def consideration() -> files.ConsiderationEntry:
        key = f"c-{next(keys)}"
        return files.ConsiderationEntry(key, draw(words(60)), draw(texts(key, CONSIDERATION_STAGES)))

    return files.EditionFile(
        system=files.SystemEntry("any-system", draw(words(120)), draw(st.integers(min_value=0, max_value=32767))),
        edition=files.EditionEntry(
            draw(st.integers(min_value=1, max_value=30000)),
            draw(words(300)),
            tuple(draw(st.lists(words(200), min_size=1, max_size=3))),
        ),
        stages=STAGES,
        considerations=tuple(consideration() for _ in range(draw(few))),
        focus_areas=tuple(area() for _ in range(draw(few))),
    )
