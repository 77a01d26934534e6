"""Who may do what with a district's plans. Predicates take a Membership."""

from __future__ import annotations

from districts.rules import is_insider, is_lead, is_member

can_read_plans = is_insider
can_keep_plans = is_lead | is_member
can_lead_plans = is_lead
