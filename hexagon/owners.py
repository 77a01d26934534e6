"""Rounds over components of reviews and comparisons, and threads: what `rounds` and `comments` ask of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Self

from django.db.models import F

from comments.owners import ThreadOwner
from core.links import address
from districts.models import Membership, User
from hexagon.models import Comparison, ComponentRating, Review, ReviewRound
from hexagon.reports import ContentComponent, hexagon_content, item_key
from hexagon.services import cover
from rounds.choices import Answer
from rounds.models import Round
from rounds.owners import RoundOwner
from rounds.reports import RoundItem


class ReviewRounds(RoundOwner):
    """A round over the components of a review, or of every candidate of a comparison."""

    namespace = section = "hexagon"
    list_name = "review_list"

    def __init__(self, round: Round, subject: Review | Comparison, membership: Membership) -> None:
        self.round, self.subject, self.membership = round, subject, membership

    @classmethod
    def find(cls, user: User, slug: str, pk: int) -> Self:
        found: Any = (
            ReviewRound.objects.filter(round=pk, round__district__slug=slug)
            .filter(round__district__memberships__user=user)
            .select_related("round__district", "review__edition", "comparison__edition")
            .annotate(
                membership_pk=F("round__district__memberships__pk"),
                membership_role=F("round__district__memberships__role"),
            )
            .get()
        )
        district = found.round.district
        subject = found.review or found.comparison
        subject.district = district
        membership = Membership(pk=found.membership_pk, district=district, user=user, role=found.membership_role)
        return cls(found.round, subject, membership)

    @property
    def parent(self) -> tuple[str, str]:
        page = "comparison_detail" if isinstance(self.subject, Comparison) else "review_detail"
        return self.subject.title, address(f"hexagon:{page}", self.membership.district.slug, self.subject.pk)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """The review, or the candidates in the order of their letters, in one query."""
        if isinstance(self.subject, Review):
            return (self.subject,)
        return tuple(self.subject.candidates.order_by("position"))

    @cached_property
    def items(self) -> tuple[RoundItem, ...]:
        known = {item.key: item for item in self._known()}
        return tuple(known[key] for key in self.round.item_keys)

    def _known(self) -> Iterator[RoundItem]:
        for review in self.reviews:
            for component in hexagon_content(self.subject.edition).components:
                yield _item(review, component)

    def agreed_rows(self) -> dict[str, ComponentRating]:
        rows = ComponentRating.objects.filter(review__in=self.reviews).select_related("changed_by", "component")
        reviews = {review.pk: review for review in self.reviews}
        found = {item_key(reviews[row.review_id], row.component.key): row for row in rows}
        return {key: found[key] for key in self.round.item_keys}

    def locked_row(self, key: str) -> ComponentRating:
        component_key = key.rpartition("-")[2]
        review = next(one for one in self.reviews if item_key(one, component_key) == key)
        rows = ComponentRating.objects.for_review(review).with_key(component_key)
        row: ComponentRating = rows.select_for_update(of=("self",)).get()
        return row

    def release(self) -> None:
        cover(ComponentRating.objects.filter(covered_by=self.round), None)


def _item(review: Review, component: ContentComponent) -> RoundItem:
    """A component as a round asks it: of a candidate under the candidate's name, of a review under its side's."""
    of_candidate = review.comparison_id is not None
    return RoundItem(
        key=item_key(review, component.key),
        name=f"{component.title}, {review.name}" if of_candidate else component.title,
        heading=component.title,
        of=f"of the {review.title}" if of_candidate else f"of {review.title}",
        text=component.definition,
        questions=component.questions,
        group=review.name if of_candidate else component.side_title,
        scale=component.scale,
    )


# Threads ----------------------------------------------------------------------------------------------------------


class ReviewThreads(ThreadOwner):
    """What is said of a review as a whole."""

    namespace = section = "hexagon"
    name = "review"
    now_template = "hexagon/review_now.html"
    row: Review

    def __init__(self, row: Any, membership: Membership) -> None:
        self.row, self.membership = row, membership

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        rows = Review.objects.with_membership_of(user).select_related("comparison", "thread__resolved_by")
        row = rows.get(pk=kwargs["pk"], district__slug=slug)
        return cls(row, _membership(row, row.district, user))

    @property
    def args(self) -> tuple[object, ...]:
        return (self.row.pk,)

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def about(self) -> str:
        return f"{self.row.name} (Hexagon review)"

    @property
    def place(self) -> str:
        return self.row.get_absolute_url()

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        return _way_to(self.row)


class ComponentThreads(ThreadOwner):
    """What is said of one component of a review."""

    namespace = section = "hexagon"
    name = "component"
    now_template = "hexagon/component_now.html"
    now_styles = ("css/hexagon.css",)
    row: ComponentRating

    def __init__(self, row: Any, membership: Membership) -> None:
        self.row, self.membership = row, membership

    @classmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        rows = ComponentRating.objects.with_membership_of(user).with_key(kwargs["key"])
        row = rows.select_related("thread__resolved_by").get(review=kwargs["pk"], review__district__slug=slug)
        return cls(row, _membership(row, row.review.district, user))

    @property
    def args(self) -> tuple[object, ...]:
        return self.row.review_id, self.row.component.key

    @property
    def title(self) -> str:
        return self.row.component.title

    @property
    def about(self) -> str:
        return f"{self.title} of {self.row.review.name} (Hexagon review)"

    @property
    def place(self) -> str:
        return f"{self.row.review.get_absolute_url()}#i-{self.row.component.key}"

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        return *_way_to(self.row.review), (self.row.review.title, self.row.review.get_absolute_url())

    @property
    def answer(self) -> Answer:
        """The agreed rating, as `now_template` shows it."""
        components = {one.key: one for one in hexagon_content(self.row.review.edition).components}
        return components[self.row.component.key].scale.stored(self.row.value, self.row.unknown)


def _membership(row: Any, district: Any, user: User) -> Membership:
    return Membership(pk=row.membership_pk, district=district, user=user, role=row.membership_role)


def _way_to(review: Review) -> tuple[tuple[str, str], ...]:
    slug, comparison = review.district.slug, review.comparison
    way = [("Hexagon", address("hexagon:review_list", slug))]
    if comparison:
        way.append((comparison.title, address("hexagon:comparison_detail", slug, comparison.pk)))
    return tuple(way)
