"""Who may talk about a district's things: everybody who may read them. Predicates take a Membership."""

from districts.rules import is_insider

can_comment = is_insider
