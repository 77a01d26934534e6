"""Make a district and its first lead."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from districts.choices import TimeZone
from districts.services import Added, create_district


class Command(BaseCommand):
    """Print the link with which the lead sets a password, or that the lead has one."""

    help = "Make a district and its first lead, and print the link with which the lead sets a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the district's name")
        parser.add_argument("--lead", required=True, metavar="EMAIL", help="the first lead's e-mail address")
        parser.add_argument("--lead-name", default="", help="the first lead's name, for a new account")
        parser.add_argument("--state", default="", help="postal abbreviation, such as MI")
        parser.add_argument(
            "--time-zone", default="", metavar="ZONE", help=f"one of {', '.join(TimeZone)} (default: that of the state)"
        )
        parser.add_argument("--nces-id", default="", help="the NCES LEA ID, seven digits")
        parser.add_argument("--slug", default="", help="the district's name in addresses (default: from its name)")
        parser.add_argument("--base-url", default="http://127.0.0.1:8000", help="where people reach this site")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = create_district(
                name=options["name"],
                lead_email=options["lead"],
                lead_name=options["lead_name"],
                state=options["state"].upper(),
                time_zone=options["time_zone"],
                nces_id=options["nces_id"],
                slug=options["slug"],
            )
        except ValidationError as error:
            raise CommandError(one_line(error)) from error
        self.stdout.write(outcome(added, options["base_url"].rstrip("/")))


def one_line(error: ValidationError) -> str:
    fields = error.message_dict if hasattr(error, "error_dict") else {"lead": error.messages}
    return " ".join(
        " ".join(messages) if field == NON_FIELD_ERRORS else f"{field}: {' '.join(messages)}"
        for field, messages in fields.items()
    )


def outcome(added: Added, base_url: str) -> str:
    district, lead = added.membership.district, added.membership.user
    made = f"{district} is at {base_url}{district.get_absolute_url()} with {lead.email} as its lead."
    if added.token is None:
        return f"{made}\n{lead.email} has an account already and signs in as before."
    return f"{made}\nLink to set the password, once: {base_url}{reverse('invitation_accept', args=[added.token])}"
