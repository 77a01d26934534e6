"""What the database itself keeps true of templates."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inventories.models import Template, TemplateColumn, TemplatePrompt, TemplateUse

COLUMN = {"key": "new", "title": "New", "kind": "text"}
REFUSED = {
    "a column key twice": (TemplateColumn, {**COLUMN, "key": "thing"}),
    "a column title twice, whatever its capitals": (TemplateColumn, {**COLUMN, "title": "tHING"}),
    "a column of no known kind": (TemplateColumn, {**COLUMN, "kind": "color"}),
    "a choice without choices": (TemplateColumn, {**COLUMN, "kind": "choice"}),
    "several choices without choices": (TemplateColumn, {**COLUMN, "kind": "choices"}),
    "a text with choices": (TemplateColumn, {**COLUMN, "choices": ["A", "B"]}),
    "a unique long text": (TemplateColumn, {**COLUMN, "kind": "long-text", "unique": True}),
    "a unique yes or no": (TemplateColumn, {**COLUMN, "kind": "yes-no", "unique": True}),
    "a prompt of no known kind": (TemplatePrompt, {"kind": "riddle", "text": "Why?"}),
    "a question without its document": (TemplatePrompt, {"kind": "question", "text": "Why?"}),
    "what to inventory without its document": (TemplatePrompt, {"kind": "what", "text": "Things."}),
    "a use twice": (TemplateUse, {"system_key": "sample", "item_key": "1a"}),
}


@pytest.mark.parametrize(("model", "fields"), REFUSED.values(), ids=REFUSED)
def test_rows_that_cannot_be_are_refused(template: Template, model: Any, fields: dict[str, Any]):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(template=template, **fields)


@pytest.mark.parametrize("fields", [{"scope": "state"}, {"sensitivity": "high"}, {"title": "Other"}, {"key": "other"}])
def test_templates_that_cannot_be_are_refused(template: Template, fields: dict[str, str]):
    Template.objects.create(key="other", title="Other", purpose="P", instructions="I", source="S")
    with pytest.raises(IntegrityError), transaction.atomic():
        Template.objects.filter(pk=template.pk).update(**fields)


def test_what_fits_is_kept(template: Template):
    columns = [
        TemplateColumn(template=template, key="several", title="Several", kind="choices", choices=["A", "B"]),
        TemplateColumn(template=template, key="who", title="Who", kind="person", unique=True),
    ]
    TemplateColumn.objects.bulk_create(columns)
    TemplatePrompt.objects.create(template=template, kind="reflection", text="Ours.")
    assert (template.columns.count(), template.prompts.count()) == (4, 3)


def test_a_template_goes_with_its_rows(template: Template):
    template.delete()
    assert [model.objects.count() for model in (TemplateColumn, TemplatePrompt, TemplateUse)] == [0, 0, 0]
