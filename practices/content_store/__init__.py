"""Practice content between files and rows: loading, dumping, drafts, and publishing."""

from practices.content_store.dumping import dump, dump_edition
from practices.content_store.editions import DraftExists, draft_problems, publish, start_draft
from practices.content_store.loading import load
from practices.content_store.rows import file_of

__all__ = ["DraftExists", "draft_problems", "dump", "dump_edition", "file_of", "load", "publish", "start_draft"]
