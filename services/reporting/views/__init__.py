"""The views for analysts and dashboards, in the schema `published`: see docs/analysts.md."""

from reporting.views.decisions import DECISION_ITEMS, DECISIONS

views = (DECISIONS, DECISION_ITEMS)
