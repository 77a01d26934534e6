"""Who may do what with a district's reviews. Predicates take a Membership."""

from districts.rules import is_insider, is_lead, is_member

can_read_reviews = is_insider
can_review = is_lead | is_member
can_lead_reviews = is_lead
