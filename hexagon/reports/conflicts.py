"""Two versions of what is said of a component: the rating and each text that differs, side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.comparing import TwoTexts
from hexagon.models import ComponentRating
from hexagon.reports.content import ContentComponent
from hexagon.reports.reviews import LABELS
from rounds.choices import Answer


@dataclass(frozen=True, kw_only=True)
class TextPair(TwoTexts):
    """One text as it is stored now and as this person typed it; `name` is its field, `label` what people call it."""

    name: str
    label: str

    @property
    def both(self) -> str:
        """Both texts one below the other, for editing into one."""
        return "\n\n".join(dict.fromkeys(text for text in (self.theirs, self.mine) if text))


@dataclass(frozen=True, kw_only=True)
class ComponentConflict:
    """Two versions of one component. Neither is dropped. `texts` are those that differ, `stored` all that is stored."""

    key: str
    name: str
    who: str
    when: datetime | None
    version: int
    theirs: Answer
    mine: Answer
    texts: tuple[TextPair, ...]
    stored: Mapping[str, str]

    @property
    def stored_as_json(self) -> str:
        return json.dumps(self.stored)

    @classmethod
    def between(
        cls, row: ComponentRating, content: ContentComponent, *, answer: Answer | None, texts: Mapping[str, str]
    ) -> ComponentConflict:
        """Return the conflict of the stored row with the answer and texts that were typed."""
        theirs = content.scale.stored(row.value, row.unknown)
        pairs = (
            TextPair(name=name, label=LABELS[name], theirs=getattr(row, name), mine=text)
            for name, text in texts.items()
        )
        return cls(
            key=content.key,
            name=content.title,
            who=str(row.changed_by or "Somebody who has left"),
            when=row.changed_at,
            version=row.version,
            theirs=theirs,
            mine=theirs if answer is None else answer,
            texts=tuple(pair for pair in pairs if pair.theirs != pair.mine),
            stored={name: getattr(row, name) for name in LABELS},
        )
