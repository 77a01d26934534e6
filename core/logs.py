"""What our logs leave out."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence


class WithoutSecrets(logging.Filter):
    """Puts dots for the part of an address that opens something to whoever knows it: what comes after one of these
    prefixes, as in "/calendar/"."""

    def __init__(self, prefixes: Sequence[str]) -> None:
        super().__init__()
        self.secret = re.compile(rf"({'|'.join(map(re.escape, prefixes))})/*[^/\s]+", re.IGNORECASE)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self.secret.sub(r"\1...", record.getMessage()), None
        return True
