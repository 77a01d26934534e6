"""What a team may make a priority of: what readiness, the Hexagon and inventories leave to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hexagon.reports import open_components, recommended_lines
from inventories.reports import inventories_lacking
from plans.choices import Origin
from plans.models import GROUNDS, Plan, Priority
from practices.models import System
from practices.reports import published_content
from readiness.choices import Standing
from readiness.models import Assessment
from readiness.reports import RatedIndicator, ReadinessReport, information_gaps_of, summary_report
from rounds.reports import Gap

# How many candidates of a group a page shows before the rest.
AT_ONCE = 5


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Something that could be a priority.

    `code` says what it rests on, for a form; `says` is what is known of it, `asks` what the source asks for next.
    `priority` is the title of the priority that rests on it already, empty where none does.
    """

    code: str
    origin: Origin
    title: str
    url: str = ""
    standing: Standing | None = None
    says: str = ""
    asks: str = ""
    priority: str = ""


@dataclass(frozen=True, kw_only=True)
class CandidateGroup:
    """Candidates that were found in one place, with where that is."""

    title: str
    url: str
    origin: Origin
    candidates: tuple[Candidate, ...]
    without: str = ""

    @property
    def first(self) -> tuple[Candidate, ...]:
        """As many as a page shows at once."""
        return self.candidates[:AT_ONCE]

    @property
    def rest(self) -> tuple[Candidate, ...]:
        return self.candidates[AT_ONCE:]


def candidates_for(plan: Plan) -> tuple[CandidateGroup, ...]:
    """Return what a plan could take up, by where it was found, in a number of queries that grows with its systems
    alone."""
    taken = _taken(plan)
    return (
        *_readiness(plan, taken),
        _recommendations(plan, taken),
        _information(plan, taken),
        _inventories(plan, taken),
    )


def find_candidate(groups: tuple[CandidateGroup, ...], code: str, origin: str) -> Candidate | None:
    """Return the candidate that rests on this and was found there."""
    found = (one for group in groups for one in group.candidates if one.code == code and one.origin == origin)
    return next(found, None)


def _taken(plan: Plan) -> Mapping[str, str]:
    """Return the titles of the plan's priorities by the code of what each rests on."""
    rows = Priority.objects.for_plan(plan).values_list("title", *GROUNDS)
    return {f"{name}-{pk}": title for title, *keys in rows for name, pk in zip(GROUNDS, keys, strict=True) if pk}


def newest_assessments(plan: Plan) -> tuple[tuple[System, Assessment | None], ...]:
    """Return each of the plan's systems with the district's newest assessment of it, in two queries."""
    rows = Assessment.objects.for_district(plan.district_id).with_edition().newest_first()
    newest: dict[int, Assessment] = {}
    for row in rows.filter(edition__system__in=plan.systems.all()):
        row.district = plan.district
        newest.setdefault(row.edition.system_id, row)
    return tuple((system, newest.get(system.pk)) for system in plan.systems.order_by("position", "key"))


def _readiness(plan: Plan, taken: Mapping[str, str]) -> Iterator[CandidateGroup]:
    for system, assessment in newest_assessments(plan):
        if assessment is None:
            yield CandidateGroup(
                title=system.title,
                url="",
                origin=Origin.READINESS,
                candidates=(),
                without=f"{system.title} has not been rated yet.",
            )
            continue
        report = summary_report(assessment)
        yield CandidateGroup(
            title=f"{system.title}: not in place yet",
            url=assessment.get_absolute_url(),
            origin=Origin.READINESS,
            candidates=tuple(_not_in_place(report, assessment, taken)),
            without=f"{assessment.label} shows nothing that is rated and not in place.",
        )


def _not_in_place(report: ReadinessReport, assessment: Assessment, taken: Mapping[str, str]) -> Iterator[Candidate]:
    """Yield what is rated and not in place, most advanced first: what has begun is finished soonest."""
    for group in report.not_in_place:
        if group.standing in (Standing.UNKNOWN, Standing.UNRATED):
            continue
        for one in group.indicators:
            yield _of_indicator(one, assessment, taken)


def _of_indicator(one: RatedIndicator, assessment: Assessment, taken: Mapping[str, str]) -> Candidate:
    item = one.next_item
    codes = [f"stage_description-{stage.content.pk}" for stage in one.items]
    return Candidate(
        code=f"stage_description-{item.content.pk}",
        origin=Origin.READINESS,
        title=f"{item.name}: {item.gist}",
        url=f"{assessment.get_absolute_url()}#i-{item.content.key}",
        standing=one.standing,
        says=item.note,
        asks=item.content.text,
        priority=next((taken[code] for code in codes if code in taken), ""),
    )


def _recommendations(plan: Plan, taken: Mapping[str, str]) -> CandidateGroup:
    found = []
    for one in recommended_lines(plan.district):
        code = f"recommendation-{one.pk}"
        found.append(
            Candidate(
                code=code,
                origin=Origin.RECOMMENDATION,
                title=f"{one.title}: {one.sentence}",
                url=one.url,
                says=one.rationale,
                priority=taken.get(code, ""),
            )
        )
    return CandidateGroup(
        title="Recommended on the Hexagon",
        url="",
        origin=Origin.RECOMMENDATION,
        candidates=tuple(found),
        without="No review or comparison has a recommendation to take up yet.",
    )


def _information(plan: Plan, taken: Mapping[str, str]) -> CandidateGroup:
    items = [
        _to_find_out(code, gap.item.name, f"{assessment.get_absolute_url()}#i-{gap.item.key}", gap.missing, taken)
        for _, assessment in newest_assessments(plan)
        if assessment is not None
        for gap, code in _gaps(assessment)
    ]
    components = [
        _to_find_out(f"component_rating-{one.pk}", one.name, one.url, (one.missing,), taken)
        for one in open_components(plan.district)
    ]
    return CandidateGroup(
        title="Not enough information",
        url="",
        origin=Origin.INFORMATION,
        candidates=(*items, *components),
        without="Nobody has answered “not enough information”.",
    )


def _gaps(assessment: Assessment) -> Iterator[tuple[Gap, str]]:
    """Yield what is still to be found out for an assessment, each with the code of the content it is about."""
    content = published_content(assessment.edition)
    codes = {one.key: f"consideration-{one.pk}" for one in content.considerations}
    codes |= {one.key: f"stage_description-{one.pk}" for one in content.items}
    for gap in information_gaps_of(assessment):
        yield gap, codes[gap.item.key]


def _to_find_out(code: str, name: str, url: str, missing: Sequence[str], taken: Mapping[str, str]) -> Candidate:
    return Candidate(
        code=code,
        origin=Origin.INFORMATION,
        title=f"Find out: {name}",
        url=url,
        says=" ".join(filter(None, missing)),
        priority=taken.get(code, ""),
    )


def _inventories(plan: Plan, taken: Mapping[str, str]) -> CandidateGroup:
    found = []
    for one in inventories_lacking(plan.district):
        code = f"inventory-{one.pk}"
        found.append(
            Candidate(
                code=code,
                origin=Origin.INVENTORY,
                title=f"Inventory to complete: {one.title}",
                url=one.url,
                says=" ".join(one.lacks),
                priority=taken.get(code, ""),
            )
        )
    return CandidateGroup(
        title="Gaps in inventories",
        url="",
        origin=Origin.INVENTORY,
        candidates=tuple(found),
        without="No inventory lacks anything.",
    )
