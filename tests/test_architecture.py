"""What keeps the house in order beyond import contracts: relations, and the size and names of things."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(settings.BASE_DIR)
APPS = [
    "core",
    "practices",
    "districts",
    "rounds",
    "comments",
    "hexagon",
    "inventories",
    "readiness",
    "plans",
    "talentsys",
]

# What each app's models may point at besides the app itself; siblings never meet.
BELOW = {
    "core": set(),
    "practices": {"core"},
    "districts": {"core"},
    "rounds": {"core", "districts"},
    "comments": {"core", "districts"},
    "hexagon": {"core", "practices", "districts", "rounds", "comments"},
    "inventories": {"core", "practices", "districts", "comments"},
    "readiness": {"core", "practices", "districts", "rounds", "comments", "hexagon", "inventories"},
    "plans": set(APPS) - {"plans", "talentsys"},
    "talentsys": set(APPS) - {"talentsys"},
}
DJANGO = {"auth", "contenttypes"}  # districts.User has permissions, as Django's own user does.
UNTELLING_NAMES = {"utils.py", "util.py", "helpers.py", "common.py", "misc.py"}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]


def python_files() -> list[Path]:
    found = [path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    return sorted([*found, *(ROOT / "tests").rglob("*.py")])


def templates() -> list[Path]:
    return sorted(path for folder in ["templates", *APPS] for path in (ROOT / folder).rglob("*.html"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file as its name and how many lines it spans."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name_of(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_every_app_of_ours_is_installed_and_no_other():
    ours = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
    assert sorted(ours) == sorted(APPS)


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_relations_point_down_or_stay_in_their_app(model: type[models.Model]):
    own = model._meta.app_label
    targets = {field.related_model._meta.app_label for field in model._meta.get_fields() if is_own_relation(field)}
    assert targets <= {own} | BELOW[own] | (DJANGO if own == "districts" else set())


def is_own_relation(field: models.Field) -> bool:
    """Whether the model declares the relation itself, rather than being pointed at."""
    return field.is_relation and not field.auto_created and field.related_model is not None


def test_no_relation_is_generic():
    generic = [model._meta.label for model in our_models() if model._meta.private_fields]
    assert generic == []


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_models_say_what_they_are(model: type[models.Model]):
    if not model._meta.auto_created:
        assert model.__str__ is not models.Model.__str__


def test_files_are_under_300_lines():
    assert [name_of(path) for path in python_files() if lines_of(path) > 300] == []


def test_templates_are_under_120_lines():
    assert [name_of(path) for path in templates() if lines_of(path) > 120] == []


def test_functions_are_under_50_lines():
    functions = [function for path in python_files() for function in functions_of(path)]
    assert [name for name, lines in functions if lines > 50] == []


def test_files_are_named_for_what_they_hold():
    assert [name_of(path) for path in python_files() if path.name in UNTELLING_NAMES] == []


def test_templates_hold_no_inline_script_or_style():
    """The content security policy would drop them without a word."""
    signs = ("<style", " style=", "<script>", "javascript:", " onclick=", " onchange=", " onsubmit=")
    found = [
        f"{name_of(path)}: {sign}"
        for path in templates()
        for sign in signs
        if sign in path.read_text(encoding="utf-8").lower()
    ]
    assert found == []
