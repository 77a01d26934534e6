"""Practice content between files and rows: loading, dumping, drafts, and publishing."""

from practices.content_store.dumping import dump, dump_edition
from practices.content_store.editions import draft_problems, publish, start_draft
from practices.content_store.loading import load
from practices.content_store.rows import STEP, file_of
from practices.content_store.series import DraftExists, EditionSeries

__all__ = [
    "STEP",
    "DraftExists",
    "EditionSeries",
    "draft_problems",
    "dump",
    "dump_edition",
    "file_of",
    "load",
    "publish",
    "start_draft",
]
