"""What a report says in words of an inventory: how far one can rely on it, what is missing, what expires."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from core.words import joined, spelled
from inventories.choices import InventoryState
from inventories.reports import Coverage, InventorySummary
from inventories.reports.files import InventoriesReport, InventoryReport


def day(when: date) -> str:
    """Return a day in words."""
    return date_format(when, "F j, Y")


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun, as a sentence begins: "Two dates", "412 entries"."""
    return f"{spelled(count).capitalize() if count else 'No'} {one if count == 1 else many}"


def entries_of(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def standing_sentences(report: InventoryReport) -> str:
    """Say how current an inventory is, who keeps it, and how much is in it."""
    as_of = f", as of {day(report.as_of)}" if report.as_of else ""
    review = f"Its review is due on {day(report.review_on)}." if report.review_on else ""
    if report.review_on and report.is_overdue:
        review = f"Its review has been due since {day(report.review_on)}."
    owner = f"Kept by {report.owner}." if report.owner else "Nobody owns it yet."
    building = f"{report.building}." if report.building else ""
    return " ".join(filter(None, (f"{report.state_label}{as_of}.", review, owner, building)))


def lead_sentences(report: InventoryReport) -> str:
    """Say what a meeting has to know first."""
    summary = report.summary
    if not summary.total:
        return "Nothing is entered yet."
    state = "It is out of date." if report.state == InventoryState.OUTDATED else ""
    found = (f"{entries_of(summary.total)}.", state, _gaps(summary), _expiries(summary), _coverage(report.coverage))
    return " ".join(filter(None, found))


def _gaps(summary: InventorySummary) -> str:
    gaps = summary.open_gaps
    if gaps:
        cells = sum(gap.empty for gap in gaps)
        where = joined([gap.column.title for gap in gaps]) if len(gaps) <= 3 else f"{len(gaps)} columns"
        return f"{counted(cells, 'required cell is', 'required cells are')} empty, in {where}."
    return "Every required cell is filled in." if summary.gaps else ""


def _expiries(summary: InventorySummary) -> str:
    if not summary.expiries:
        return ""
    past, soon = sum(one.expired for one in summary.expiries), sum(one.soon for one in summary.expiries)
    until = day(summary.soon_until)
    if not past and not soon:
        return f"Nothing has expired, and nothing expires by {until}."
    ahead = f"{counted(soon, 'date of expiry comes', 'dates of expiry come')} by {until}."
    return f"{counted(past, 'date of expiry is', 'dates of expiry are')} past. {ahead}" if past else ahead


def unsaid_sentence(report: InventoryReport) -> str:
    """Name the columns to choose in that no entry fills in yet; empty where there is none."""
    unsaid = [counts.column.title for counts in report.summary.counts if not counts.filled]
    return f"No entry says anything yet in {joined(unsaid)}." if unsaid and report.summary.total else ""


def _coverage(coverage: Coverage | None) -> str:
    if coverage is None or not coverage.lacking:
        return ""
    hangs = counted(
        len(coverage.lacking),
        "certification that positions require hangs",
        "certifications that positions require hang",
    )
    return f"{hangs} on one person or on nobody."


def coverage_sentence(coverage: Coverage) -> str:
    """Say how far people hold what positions require."""
    if not coverage.requirements:
        return "No position names a group and a certification yet."
    if not coverage.lacking:
        return "At least two people in each group hold every certification that its positions require."
    return "Nobody, or one person alone, in these groups holds a certification that their positions require."


def answered_sentence(report: InventoryReport) -> str:
    """Say how many of the prompts to talk over the team has answered."""
    total, answered = len(report.prompts.reflections), report.prompts.answered
    if not answered:
        return "The team has answered none of its prompts yet."
    if answered == total:
        return "The team has answered every prompt." if total > 1 else "The team has answered the one prompt."
    return f"The team has answered {spelled(answered)} of {spelled(total)} prompts."


def printed_sentence(printed: int, total: int) -> str:
    """Say which entries a report prints; empty where it prints all."""
    if printed >= total:
        return ""
    return f"The first {printed:,} of {total:,} entries. All of them are in the spreadsheet."


def served_names(report: InventoryReport) -> list[str]:
    """Return what an inventory serves, each with its system: "Indicator 6b of Talent Management"."""
    return [f"{each.name} of {each.system_title}" for each in report.serves]


def serves_line(report: InventoryReport) -> str:
    """Return what an inventory serves in a line, each system once."""
    names: dict[str, list[str]] = {}
    for each in report.serves:
        names.setdefault(each.system_title, []).append(each.name)
    return "; ".join(f"{title}: {', '.join(found)}" for title, found in names.items())


def all_lead_sentences(report: InventoriesReport) -> str:
    """Say how many inventories there are, how current they are, and which of them wait for a review."""
    shown = report.inventories
    if not shown:
        return "There is no inventory that this file may show."
    states = [
        f"{spelled(count)} {state.label.lower()}" for state in InventoryState if (count := _in_state(report, state))
    ]
    overdue = sum(one.is_overdue for one in shown)
    review = f"The review of {spelled(overdue)} is overdue." if overdue else ""
    lead = f"{counted(len(shown), 'inventory', 'inventories')}: {joined(states)}."
    return " ".join(filter(None, (lead, review)))


def _in_state(report: InventoriesReport, state: InventoryState) -> int:
    return sum(one.state == state for one in report.inventories)


def left_out_sentence(report: InventoriesReport) -> str:
    """Say which inventories of staff data are not in a file; empty where all are."""
    if not report.left_out:
        return ""
    verb = "holds" if len(report.left_out) == 1 else "hold"
    return f"{joined(report.left_out)} {verb} staff data and {'is' if verb == 'holds' else 'are'} not in this file."
