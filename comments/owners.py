"""What the app of a thing that can be talked about tells of it.

Views of `comments` are handed an owner in the owning app's urls (`comment_urls(RatingThreads, "…/")`) and know nothing
else about what is discussed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Self

from comments.models import Comment, Discussed, Thread
from comments.services import say
from core.links import address
from districts.models import District, Membership, User


class ThreadOwner(ABC):
    """One thing, for one of the district's people; made anew for each request.

    `namespace` is the app's URL namespace, `name` what its addresses there begin with, `section` its place in the
    navigation. `now_template` shows how the thing stands, in a context with `owned`, with `now_styles` besides.
    """

    namespace: ClassVar[str]
    name: ClassVar[str]
    section: ClassVar[str]
    now_template: ClassVar[str] = ""
    now_styles: ClassVar[tuple[str, ...]] = ()
    row: Discussed
    membership: Membership

    @classmethod
    @abstractmethod
    def find(cls, user: User, slug: str, **kwargs: Any) -> Self:
        """Return the thing that an address names, with its thread, who resolved that, and the person's membership with
        its district, in one query. Raises ObjectDoesNotExist for an outsider, and where the district has none such."""

    @property
    @abstractmethod
    def args(self) -> tuple[object, ...]:
        """What the thing's addresses name behind the district."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What people call it where they have it in view: "5a, Getting Ready"."""

    @property
    @abstractmethod
    def place(self) -> str:
        """The address of the thing's own page, with its place on it."""

    @property
    def about(self) -> str:
        """What people call it in a list of everything. Of staff data it tells no more than everybody may know."""
        return self.title

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        """The way to the thing: names and addresses of pages."""
        return ()

    @property
    def is_staff_data(self) -> bool:
        return False

    @property
    def may_read(self) -> bool:
        """Whether this person may read the thing, and so talk about it."""
        return True

    def readers(self) -> Any:
        """Return those who may read it: whom a comment may mention."""
        people = User.objects.filter(is_active=True, memberships__district=self.district)
        return people.order_by("name", "email")

    # What follows from these ------------------------------------------------------------------------------------

    @property
    def district(self) -> District:
        return self.membership.district

    @property
    def thread(self) -> Thread | None:
        return self.row.thread

    def url(self, page: str = "comments", *args: object) -> str:
        """Return the address of one of the thread's pages; "comments" is the thread's own."""
        return address(f"{self.namespace}:{self.name}_{page}", self.district.slug, *self.args, *args)

    def say(self, *, words: str, mentioned: Any, by: User) -> Comment:
        """Add a comment; raises what `comments.services.say` raises."""
        return say(
            self.row,
            district=self.district,
            about=self.about,
            place=self.url(),
            words=words,
            mentioned=mentioned,
            is_closed=self.is_staff_data,
            by=by,
        )
