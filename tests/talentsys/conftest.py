"""The same district and assessments as in the tests of readiness."""

from tests.readiness.conftest import assessment, lead, leadership, member, talent, theirs

__all__ = ["assessment", "lead", "leadership", "member", "talent", "theirs"]
