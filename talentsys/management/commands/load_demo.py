"""Make the fictional demo district."""

from __future__ import annotations

import secrets
from typing import Any

import yaml
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from districts.demo import PEOPLE, make_people_and_places, make_team
from districts.models import District, User
from hexagon.demo import make_reviews
from inventories.demo import make_inventories
from plans.demo import make_plan
from practices.models import Edition
from readiness.demo import make_assessments, make_rounds
from talentsys.environment import Environment


class Command(BaseCommand):
    """Make the demo once, and print who can sign in."""

    help = (
        "Make the fictional demo district with people in every role, and print their sign-ins. The password is "
        "TALENTSYS_DEMO_PASSWORD, or a new one. Refuses a database that holds a district of anybody else."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-new", action="store_true", help="make it only in a database without people")

    def handle(self, *args: Any, **options: Any) -> None:
        password = Environment().str("TALENTSYS_DEMO_PASSWORD", default="") or secrets.token_urlsafe(9)
        others, ours = (District.objects.filter(is_demo=is_demo).exists() for is_demo in (False, True))
        if options["if_new"] and not ours and (others or User.objects.exists()):
            return
        if others and not options["if_new"]:
            raise CommandError("This database holds districts that are not the demo's. Nothing was changed.")
        if not ours:
            self.make(password)
        self.print_sign_ins(password)

    @transaction.atomic
    def make(self, password: str) -> None:
        if not Edition.objects.published().exists():
            raise CommandError("There is no content yet. Run load_content first.")
        data = described("demo.yaml")
        district, people = make_people_and_places(password)
        make_team(described("demo_team.yaml"), district=district, people=people)
        make_assessments(data, district=district, people=people)
        make_rounds(data, district=district, people=people)
        make_reviews(data, district=district, people=people)
        make_inventories(described("demo_inventories.yaml"), district=district, people=people)
        make_plan(described("demo_plans.yaml"), district=district, people=people)

    def print_sign_ins(self, password: str) -> None:
        known = User.objects.filter(email=PEOPLE[0].email).first()
        works = known is not None and known.check_password(password)
        which = f"password {password}" if works else "with the password that they were made with"
        self.stdout.write(f"Demo sign-ins, {which}:")
        for person in (one for one in PEOPLE if one.printed):
            self.stdout.write(f"  {person.email:<34} {person.what}")


def described(file: str) -> dict[str, Any]:
    """Return what a file of fixtures/ describes."""
    data: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "fixtures" / file).read_text(encoding="utf-8"))
    return data
