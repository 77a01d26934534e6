"""Starting an inventory, describing it, naming its readers, and recording who takes staff data away."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from core.saving import StaleVersion
from districts.models import Building, District, Membership, User
from inventories.choices import InventoryState, PromptKind, Scope
from inventories.models import (
    BaseColumn,
    BasePrompt,
    Entry,
    Inventory,
    InventoryColumn,
    InventoryPrompt,
    NamedReader,
    StaffExport,
    Template,
)
from inventories.services.entries import add_entries, hold

KEPT = "It has entries or comments, or had some, so it is kept. Set its state to out of date instead."
_OF_COLUMN = ("key", "title", "kind", "help", "required", "unique", "choices", "position")
_OF_PROMPT = ("kind", "text", "source", "part", "position")


@dataclass(frozen=True, kw_only=True)
class Description:
    """What a lead says of an inventory."""

    title: str
    building: Building | None = None
    owner: User | None = None
    state: InventoryState = InventoryState.GATHERING
    as_of: date | None = None
    review_on: date | None = None


@transaction.atomic
def start_inventory(
    *, district: District, template: Template, described: Description, by: User, at: datetime | None = None
) -> Inventory:
    """Start an inventory with a copy of the template's columns and prompts."""
    now = at or timezone.now()
    inventory = Inventory(
        district=district, template=template, sensitivity=template.sensitivity, opened_at=now, opened_by=by
    )
    _save_new(inventory, described, by, now)
    _copy(inventory, list(template.columns.all()), list(template.prompts.all()), by, now)
    return inventory


@transaction.atomic
def copy_inventory(
    source: Inventory, *, described: Description, with_entries: bool, by: User, at: datetime | None = None
) -> Inventory:
    """Start an inventory as a copy of an earlier one: its columns, also the district's own, and its entries if wanted.

    Who may read staff data is copied, too; answers to prompts are not.
    """
    now, earlier = at or timezone.now(), hold(source)
    inventory = Inventory(
        district=earlier.district,
        template=earlier.template,
        sensitivity=earlier.sensitivity,
        copied_from=earlier,
        opened_at=now,
        opened_by=by,
    )
    _save_new(inventory, described, by, now)
    _copy(inventory, list(earlier.columns.all()), list(earlier.prompts.all()), by, now)
    for reader in earlier.named_readers.all():
        NamedReader.objects.create(inventory=inventory, membership=reader.membership, named_by=by, named_at=now)
    if with_entries:
        rows = list(Entry.objects.for_inventory(earlier).values_list("cells", flat=True))
        add_entries(inventory, rows=rows, by=by, at=now)
        inventory.entry_count = len(rows)
    return inventory


def _save_new(inventory: Inventory, described: Description, by: User, at: datetime) -> None:
    for name, value in _fields(described, inventory).items():
        setattr(inventory, name, value)
    _save(inventory, by, at)


def _fields(described: Description, inventory: Inventory) -> dict[str, object]:
    """Return what is said of an inventory; one of the whole district has no building, whatever is said."""
    said: dict[str, object] = {field.name: getattr(described, field.name) for field in fields(described)}
    return said if inventory.template.scope == Scope.BUILDING else said | {"building": None}


def _save(inventory: Inventory, by: User, at: datetime | None = None) -> None:
    inventory._history_user, inventory._history_date = by, at or timezone.now()
    inventory.save()


def _copy(inventory: Inventory, columns: list[BaseColumn], prompts: list[BasePrompt], by: User, at: datetime) -> None:
    made = [
        InventoryColumn(
            inventory=inventory,
            is_active=getattr(row, "is_active", True),
            is_own=getattr(row, "is_own", False),
            **{name: getattr(row, name) for name in _OF_COLUMN},
        )
        for row in columns
    ]
    bulk_create_with_history(made, InventoryColumn, default_user=by, default_date=at)
    asked = [
        InventoryPrompt(inventory=inventory, **{name: getattr(row, name) for name in _OF_PROMPT}) for row in prompts
    ]
    bulk_create_with_history(asked, InventoryPrompt, default_user=by, default_date=at)


@transaction.atomic
def describe_inventory(inventory: Inventory, *, described: Description, version: int | None, by: User) -> bool:
    """Describe an inventory anew, and say whether that changed anything. Raises StaleVersion."""
    current = hold(inventory)
    said = _fields(described, current)
    if all(getattr(current, name) == value for name, value in said.items()):
        return False
    if version != current.version:
        raise StaleVersion(current)
    for name, value in said.items():
        setattr(current, name, value)
    current.version += 1
    _save(current, by)
    return True


@transaction.atomic
def delete_inventory(inventory: Inventory) -> None:
    """Delete an inventory that nobody has entered anything in. Raises ValidationError for any other."""
    current = hold(inventory)
    if not is_untouched(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()


def is_untouched(inventory: Inventory) -> bool:
    """Whether nobody has entered, answered, said or taken away anything in it."""
    kept = (inventory.entries, inventory.prompts.exclude(answer=""), inventory.staff_exports)
    return inventory.thread_id is None and not any(rows.exists() for rows in kept)


# Staff data ---------------------------------------------------------------------------------------


@transaction.atomic
def name_reader(inventory: Inventory, *, membership: Membership, by: User) -> NamedReader:
    """Let a member of the district read an inventory of staff data; naming somebody twice changes nothing."""
    if membership.district_id != inventory.district_id:
        raise ValidationError("Choose somebody of this district.", code="elsewhere")
    reader, _ = NamedReader.objects.get_or_create(
        inventory=inventory, membership=membership, defaults={"named_by": by, "named_at": timezone.now()}
    )
    return reader


def record_staff_export(inventory: Inventory, *, file: str, by: User) -> None:
    """Record that somebody took a file of staff data away. Of an ordinary inventory nothing is recorded."""
    if inventory.is_staff_data:
        StaffExport.objects.create(inventory=inventory, by=by, at=timezone.now(), file=file[:120])


# Talking it over ----------------------------------------------------------------------------------


@transaction.atomic
def answer_prompt(inventory: Inventory, *, pk: int, answer: str, version: int | None, by: User) -> bool:
    """Write what the team says to a prompt, and say whether that changed anything.

    Raises InventoryPrompt.DoesNotExist for one that the inventory does not have or that is only read, and StaleVersion.
    """
    # Joined to the row while it waits for its lock, the person would be the one from before.
    prompt = InventoryPrompt.objects.select_for_update().get(inventory=inventory, pk=pk, kind=PromptKind.REFLECTION)
    if prompt.answer == answer:
        return False
    if prompt.version != version:
        raise StaleVersion(prompt)
    prompt.answer, prompt.version = answer, prompt.version + 1
    prompt.changed_at, prompt.changed_by = timezone.now(), by
    prompt._history_user, prompt._history_date = by, prompt.changed_at
    prompt.save()
    return True
