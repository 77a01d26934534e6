"""Loading and dumping inventory templates: what administrators have worded stays."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from inventories import content as files
from inventories import content_store
from inventories.models import Template, TemplateColumn, TemplatePrompt, TemplateUse
from practices.content import ContentError
from practices.content_store import start_draft
from practices.models import Edition, Indicator
from tests.inventories.factories import INVENTORIES_FILE, load, product_file, template_entry, write


def run(command: str, *args: Any) -> str:
    out = StringIO()
    call_command(command, *map(str, args), stdout=out)
    return out.getvalue()


def counts() -> list[int]:
    return [model.objects.count() for model in (Template, TemplateColumn, TemplatePrompt, TemplateUse)]


def test_a_file_becomes_rows(template: Template):
    assert (template.key, str(template), template.scope, template.sensitivity) == (
        "sample-inventory",
        "Sample inventory",
        "district",
        "ordinary",
    )
    assert (template.position, template.is_active, template.is_staff_data) == (10, True, False)
    assert [(str(row), row.kind, row.required, row.unique, row.choices) for row in template.columns.all()] == [
        ("Thing", "text", True, True, []),
        ("State", "choice", False, False, ["In place", "Missing"]),
    ]
    assert [(row.kind, str(row), row.source, row.part) for row in template.prompts.all()] == [
        ("what", "The district inventories things.", "A sample document", ""),
        ("reflection", "What is missing?", "", "Afterwards"),
    ]
    assert [str(row) for row in template.uses.all()] == ["sample, 1a", "sample, readiness"]


def test_the_product_file_is_loaded_and_dumped_as_it_was(product: None, tmp_path: Path):
    assert Template.objects.count() == 22
    path = content_store.dump(tmp_path)
    assert path == tmp_path / "inventories.yaml"
    assert path.read_text(encoding="utf-8") == INVENTORIES_FILE.read_text(encoding="utf-8")
    assert content_store.file_of_templates() == product_file()


def test_loading_twice_changes_nothing(product: None):
    before = [list(model.objects.values()) for model in (Template, TemplateColumn, TemplatePrompt, TemplateUse)]
    assert content_store.load(INVENTORIES_FILE) == "Inventory templates: added 0, kept the wording of 22."
    after = [list(model.objects.values()) for model in (Template, TemplateColumn, TemplatePrompt, TemplateUse)]
    assert after == before


def test_what_administrators_have_worded_stays_and_new_ones_come_last(template: Template, tmp_path: Path):
    Template.objects.update(title="Our things", position=35, is_active=False)
    template.columns.get(key="state").delete()
    path = write(tmp_path, template_entry("other"), template_entry())
    assert content_store.load(path) == "Inventory templates: added 1, kept the wording of 1."
    assert list(Template.objects.values_list("key", "title", "position", "is_active")) == [
        ("sample-inventory", "Our things", 35, False),
        ("other", "Other", 45, True),
    ]
    assert counts() == [2, 3, 4, 4]


def test_a_title_that_another_template_has_is_refused_and_nothing_is_loaded(template: Template, tmp_path: Path):
    path = write(tmp_path, template_entry("new"), template_entry("other", title="Sample inventory"))
    with pytest.raises(ContentError) as caught:
        content_store.load(path)
    message = '"Sample inventory" is what sample-inventory is called here'
    assert str(caught.value) == f"inventories.yaml: template other: title: {message}"
    assert counts() == [1, 2, 2, 2]


def test_what_no_published_edition_has_cannot_be_served(sample: Edition, tmp_path: Path):
    draft = start_draft(edition=sample)
    Indicator.objects.filter(edition=draft, key="1b").update(key="9z")
    uses = (*template_entry().serves, files.UseEntry("sample", "9z"), files.UseEntry("other", "1a"))
    with pytest.raises(ContentError) as caught:
        load(tmp_path, template_entry(serves=uses))
    place = "inventories.yaml: template sample-inventory: serves"
    assert str(caught.value).splitlines() == [
        f"{place}: no published edition of sample has 9z",
        f"{place}: no published edition of other has 1a",
    ]
    assert counts() == [0, 0, 0, 0]


def test_a_template_that_is_here_loads_again_when_an_edition_has_dropped_what_it_serves(
    template: Template, sample: Edition, tmp_path: Path
):
    TemplateUse.objects.filter(item_key="1a").update(item_key="9z")
    path = write(tmp_path, template_entry(serves=(files.UseEntry("sample", "9z"),)))
    assert content_store.load(path) == "Inventory templates: added 0, kept the wording of 1."


def test_a_template_that_is_no_longer_offered_is_not_dumped(template: Template, tmp_path: Path):
    load(tmp_path, template_entry("other"))
    Template.objects.filter(key="sample-inventory").update(is_active=False)
    assert [row.key for row in files.read(content_store.dump(tmp_path)).templates] == ["other"]


def test_the_commands_load_and_dump_it_after_the_practices(product: None, tmp_path: Path):
    assert run("load_content", INVENTORIES_FILE) == "Inventory templates: added 0, kept the wording of 22.\n"
    path = tmp_path / "inventories.yaml"
    assert run("dump_content", "inventories", "--output", tmp_path) == f"Wrote {path}\n"
    assert path.read_text(encoding="utf-8") == INVENTORIES_FILE.read_text(encoding="utf-8")


def test_the_command_refuses_what_no_practice_answers_to(db: None):
    with pytest.raises(CommandError) as caught:
        run("load_content", INVENTORIES_FILE)
    lines = str(caught.value).splitlines()
    served = sum(len(row.serves) for row in product_file().templates)
    assert lines[:2] == [
        "Nothing was loaded.",
        "inventories.yaml: template talent-knowledge: serves: no published edition of talent-management has 1",
    ]
    assert (len(lines), counts()) == (served + 1, [0, 0, 0, 0])
