"""The Hexagon as pages need it: frozen dataclasses, built in a fixed number of queries."""

from hexagon.reports.building import (
    comparison_report,
    item_key,
    recommendation_sentence,
    review_report,
    subject_address,
    subject_label,
    unrated_now,
)
from hexagon.reports.conflicts import ComponentConflict, TextPair
from hexagon.reports.content import (
    ContentComponent,
    ContentPoint,
    HexagonContent,
    current_hexagon,
    edition_content,
    hexagon_content,
)
from hexagon.reports.gaps import DataGap, data_gaps
from hexagon.reports.history import ComponentChange, SubjectEvent, component_history, subject_history
from hexagon.reports.overviews import (
    ChoosingIndicator,
    ReviewLine,
    choosing_indicators,
    review_lines,
)
from hexagon.reports.planning import OpenComponent, RecommendedLine, open_components, recommended_lines
from hexagon.reports.reviews import (
    LABELS,
    TEXTS,
    HexagonReport,
    Provenance,
    RatedComponent,
    RatedReview,
    Recommended,
    RoundFact,
)
from hexagon.reports.sections import has_subjects, subject_report, system_subjects
from hexagon.reports.standing import SubjectStanding, SystemStanding, system_standing
from hexagon.reports.tokens import hexagon_token

__all__ = [
    "LABELS",
    "TEXTS",
    "ChoosingIndicator",
    "ComponentChange",
    "ComponentConflict",
    "ContentComponent",
    "ContentPoint",
    "DataGap",
    "HexagonContent",
    "HexagonReport",
    "OpenComponent",
    "Provenance",
    "RatedComponent",
    "RatedReview",
    "Recommended",
    "RecommendedLine",
    "ReviewLine",
    "RoundFact",
    "SubjectEvent",
    "SubjectStanding",
    "SystemStanding",
    "TextPair",
    "choosing_indicators",
    "comparison_report",
    "component_history",
    "current_hexagon",
    "data_gaps",
    "edition_content",
    "has_subjects",
    "hexagon_content",
    "hexagon_token",
    "item_key",
    "open_components",
    "recommendation_sentence",
    "recommended_lines",
    "review_lines",
    "review_report",
    "subject_address",
    "subject_history",
    "subject_label",
    "subject_report",
    "system_standing",
    "system_subjects",
    "unrated_now",
]
