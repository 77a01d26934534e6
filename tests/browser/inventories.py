"""What Lakeview keeps in inventories, for browser tests: of every kind of column, empty, overdue, and of staff data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.reading import read_table
from districts.models import User
from inventories.choices import InventoryState
from inventories.content import UseEntry
from inventories.models import Entry, ImportDraft, Inventory, Template
from inventories.services import Description, answer_prompt, draft_import, start_inventory
from tests.browser.demo import Demo
from tests.inventories.keeping import built, entered, every_kind

# Name, state, for whom, cost, begun, expires, could model it, contact; a hyphen stands for an empty cell.
ROWS = """
Mentoring pairs|In place|Teachers|18400|2021-08-16|-|Yes|Hana Sorensen
Summer induction week|In place|Teachers; Support staff|9250.5|2019-08-05|-|Yes|Petra Novak
Grow-your-own scholarships|Being built|Support staff|60000|2025-01-13|2027-06-30|No|Petra Novak
Exit interviews|Being built|-|-|2026-02-02|-|No|Human resources
Stay interviews|Missing|Teachers; Leaders; Support staff|-|-|-|-|-
Residency with Northfield College|In place|Teachers|142000|2023-09-01|2026-12-15|Yes|Amina Warsame
Job fair at the county center|In place|Teachers|3100|2018-03-10|-|No|Human resources
Posting on the state board|In place|Teachers; Leaders|0|2016-01-04|2026-11-01|No|Human resources
Referral bonus|Being built|Teachers|12000|2026-07-01|2027-06-30|No|Petra Novak
Relocation help|Missing|-|-|-|-|No|-
Signing bonus for special education|In place|Teachers|45000|2024-07-01|2026-09-30|No|Petra Novak
Lead teacher roles|Being built|Teachers|38500|2025-08-18|-|Yes|Rosa Delgado
Instructional coaching|In place|Teachers|210000|2017-08-21|-|Yes|Lee Hartmann
Peer observation days|In place|Teachers|5400|2022-10-03|-|Yes|Hana Sorensen
Principal pipeline|Being built|Leaders|27000|2025-09-15|-|No|Rosa Delgado
Assistant principal academy|In place|Leaders|16750|2020-06-15|2027-01-31|No|Rosa Delgado
Training of new evaluators|In place|Leaders|2200|2019-07-08|-|Yes|Omar Reyes
Calibration walks|-|Leaders|-|2026-09-08|-|Yes|Omar Reyes
Orientation of support staff|In place|Support staff|1800|2021-08-09|-|No|Marisol Quint
Pool of substitutes|Being built|Support staff|33600|2024-08-19|2026-12-31|No|Marisol Quint
Pathway for paraprofessionals|In place|Support staff|24900|2022-01-10|2028-05-31|Yes|Amina Warsame
Help with tuition|-|Teachers; Leaders; Support staff|52000|2015-07-01|-|No|Petra Novak
Childcare partnership|Missing|-|-|-|-|-|-
Days for wellness|In place|Teachers; Leaders; Support staff|7350|2023-02-14|-|No|Curtis Blake
"""
NOTES = "Pairs meet each week and keep a log.\nThe log goes to nobody but the pair."
PAGE = "https://www.example.org/lakeview/mentoring"
# Number, position, group, certification, state, experience.
POSITIONS = """
T-101|Grade 2|Elementary teacher|Elementary K-8|Filled|6 years or more
T-102|Grade 4|Elementary teacher|Elementary K-8|Filled|First year
T-214|Algebra and geometry|Secondary teacher|Mathematics 6-12|Filled|2 to 5 years
T-215|Algebra|Secondary teacher|Mathematics 6-12|Vacant|Vacant
T-230|Physics|Secondary teacher|Physics 6-12|Filled for the time being|First year
T-307|Resource room|Special education teacher|Learning disabilities|Vacant|Vacant
A-011|Principal of the elementary school|Building leader|School administrator|Filled|6 years or more
"""
# Person, group, certification, the day it expires, state.
CERTIFICATIONS = """
Hana Sorensen|Elementary teacher|Elementary K-8|2029-06-30|Valid
Omar Reyes|Elementary teacher|Elementary K-8|2028-06-30|Valid
Jonas Berg|Secondary teacher|Mathematics 6-12|2027-01-15|Valid
Curtis Blake|Secondary teacher|Physics 6-12|2026-09-30|Being renewed
Amina Warsame|Building leader|School administrator|2030-06-30|Valid
"""
WRONG_FILE = """Name,State,Cost,Room
Teacher advisory group,In place,1200,12
Housing with the county,Planned,about 500,
Mentoring pairs,In place,18400,
"""
RIGHT_FILE = WRONG_FILE.replace("Planned", "Being built").replace("about 500", "500")


@dataclass(frozen=True)
class Kept:
    """Lakeview's inventories: `practices` has 24 entries and a column of every kind, `empty` has none, `positions` is
    overdue, and `certifications` is staff data.
    """

    practices: Inventory
    empty: Inventory
    positions: Inventory
    certifications: Inventory

    def entry(self, name: str) -> Entry:
        """The practice of that name."""
        [found] = [one for one in Entry.objects.for_inventory(self.practices) if one.cells.get("name") == name]
        return found


def keep(demo: Demo) -> Kept:
    """Start the inventories and fill them."""
    lead = demo.people["lead"]
    with TemporaryDirectory() as directory:
        template = practices_template(Path(directory))
    today = timezone.localdate()
    current = {"owner": demo.people["hr"], "state": InventoryState.CURRENT, "as_of": today - timedelta(days=40)}
    practices = start(demo, template, "Ways to find and keep staff, 2026", **current)
    place = built(demo.district, "Willow Road Elementary School").pk
    entered(practices, lead, *practice_rows(place))
    prompt = practices.prompts.get(kind="reflection")
    answer_prompt(practices, pk=prompt.pk, answer="Nobody asks who stays.", version=1, by=demo.people["member"])
    return Kept(
        practices=practices,
        empty=start(demo, template, "Ways to find and keep staff, 2027"),
        positions=positions(demo, place),
        certifications=certifications(demo),
    )


def practices_template(directory: Path) -> Template:
    return every_kind(
        directory,
        title="Ways to find and keep staff",
        purpose="What the district does so that people come, and stay.",
        instructions="One way a row, also those that were given up.",
        serves=(UseEntry("talent-management", "9"),),
    )


def start(demo: Demo, template: Template | str, title: str, **described: Any) -> Inventory:
    template = Template.objects.get(key=template) if isinstance(template, str) else template
    said = Description(title=title, **described)
    return start_inventory(district=demo.district, template=template, described=said, by=demo.people["lead"])


def rows_of(text: str, *keys: str) -> Iterator[dict[str, Any]]:
    """Yield what the lines of a text say, by these keys; empty cells aside."""
    for line in text.strip().splitlines():
        yield {key: word for key, word in zip(keys, line.split("|"), strict=True) if word != "-"}


def practice_rows(place: int) -> Iterator[dict[str, Any]]:
    keys = ("name", "state", "for-whom", "cost", "begun", "expires", "model", "contact")
    for number, cells in enumerate(rows_of(ROWS, *keys)):
        if "for-whom" in cells:
            cells["for-whom"] = cells["for-whom"].split("; ")
        if "model" in cells:
            cells["model"] = cells["model"] == "Yes"
        yield cells | ({"notes": NOTES, "page": PAGE, "place": place} if number == 0 else {})


def positions(demo: Demo, place: int) -> Inventory:
    overdue = timezone.localdate() - timedelta(days=25)
    made = start(demo, "positions", "Positions, 2026", owner=demo.people["lead"], review_on=overdue)
    keys = ("number", "title", "group", "certification", "state", "experience")
    entered(made, demo.people["lead"], *({**cells, "building": place} for cells in rows_of(POSITIONS, *keys)))
    return made


def certifications(demo: Demo) -> Inventory:
    made = start(demo, "certifications", "Certifications, 2026", owner=demo.people["lead"])
    entered(made, demo.people["lead"], *rows_of(CERTIFICATIONS, "person", "group", "name", "expires", "state"))
    return made


def handed_in(inventory: Inventory, by: User, text: str) -> ImportDraft:
    """Hand in a CSV file."""
    file = SimpleUploadedFile("ways.csv", text.encode())
    return draft_import(inventory, table=read_table(file, file.name), file_name="ways.csv", by=by)
