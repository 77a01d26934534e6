"""Telling raters by mail; a mail that cannot be sent holds nothing up."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from districts.models import User
from rounds.models import Rater, Round

logger = logging.getLogger(__name__)


def mail_stepped_back(*, round: Round, by: User, reason: str, url: str) -> int:
    """Tell every rater with an account that a round was opened again, and why; return how many mails went out."""
    if not settings.MAIL_IS_SET_UP:
        return 0
    context = {"round": round, "by": by, "reason": reason, "url": url}
    seats = Rater.objects.for_round(round).with_people()
    return sum(_mail(seat.membership.user, context) for seat in seats if seat.membership is not None)


def _mail(user: User, context: dict[str, object]) -> bool:
    body = render_to_string("rounds/email/stepped_back.txt", context | {"user": user})
    try:
        send_mail(f"Opened again: {context['round']}", body, None, [user.email])
    except (SMTPException, OSError):
        logger.exception("A rater could not be told by mail that a round was opened again.")
        return False
    return True
