"""Pages of threads, for whichever app owns what is discussed, and a district's threads."""

from comments.views.talking import Talk, talk_about

__all__ = ["Talk", "talk_about"]
