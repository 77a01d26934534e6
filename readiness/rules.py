"""Who may do what with a district's assessments. Predicates take a Membership."""

from districts.rules import is_insider, is_lead, is_member

can_read_readiness = is_insider
can_rate = is_lead | is_member
can_manage_assessment = is_lead
