"""Practice content as pages need it: frozen dataclasses, built in a fixed number of queries."""

from practices.reports.edition import (
    ContentArea,
    ContentConsideration,
    ContentIndicator,
    ContentOfEdition,
    ContentPractice,
    ContentStage,
    IndicatorReport,
    edition_content,
    indicator_report,
    published_content,
    published_contents,
)
from practices.reports.search import Piece, SearchGroup, SearchHit, SearchReport, search_report

__all__ = [
    "ContentArea",
    "ContentConsideration",
    "ContentIndicator",
    "ContentOfEdition",
    "ContentPractice",
    "ContentStage",
    "IndicatorReport",
    "Piece",
    "SearchGroup",
    "SearchHit",
    "SearchReport",
    "edition_content",
    "indicator_report",
    "published_content",
    "published_contents",
    "search_report",
]
