"""The Hexagon's content between its file and rows: loading, dumping, drafts, and publishing."""

from hexagon.content_store.editions import draft_problems, dump, load, publish, start_draft
from hexagon.content_store.rows import file_of
from practices.content_store import DraftExists

__all__ = ["DraftExists", "draft_problems", "dump", "file_of", "load", "publish", "start_draft"]
