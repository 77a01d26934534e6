"""Who may do what with a round. Predicates take a Membership; a ballot asks for a seat instead of a role."""

from districts.rules import is_insider, is_lead

can_read_round = is_insider
can_lead_round = is_lead
