"""Practice content as pages need it: frozen dataclasses, built in a fixed number of queries."""

from practices.reports.edition import (
    KEPT_EDITIONS,
    ContentArea,
    ContentConsideration,
    ContentIndicator,
    ContentOfEdition,
    ContentPractice,
    ContentStage,
    IndicatorReport,
    Published,
    edition_content,
    indicator_report,
    published_content,
    published_contents,
)
from practices.reports.search import Piece, SearchGroup, SearchHit, SearchReport, search_report

__all__ = [
    "KEPT_EDITIONS",
    "ContentArea",
    "ContentConsideration",
    "ContentIndicator",
    "ContentOfEdition",
    "ContentPractice",
    "ContentStage",
    "IndicatorReport",
    "Piece",
    "Published",
    "SearchGroup",
    "SearchHit",
    "SearchReport",
    "edition_content",
    "indicator_report",
    "published_content",
    "published_contents",
    "search_report",
]
