"""The demo's plan."""

from plans.demo.making import make_plan

__all__ = ["make_plan"]
