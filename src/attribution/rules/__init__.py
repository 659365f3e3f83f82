"""The rules, one module a family; `RULES` is all there is."""

from attribution.rules import (
    attribution,
    balance,
    certainty,
    dispute,
    evidence,
    independence,
    language,
    provenance,
    support,
)
from attribution.rules.options import Options
from attribution.rules.rule import Case, Hit, Rule

__all__ = ["RULES", "Case", "Hit", "Options", "Rule"]

RULES: tuple[Rule, ...] = (
    *attribution.RULES,
    *support.RULES,
    *independence.RULES,
    *dispute.RULES,
    *evidence.RULES,
    *certainty.RULES,
    *language.RULES,
    *provenance.RULES,
    *balance.RULES,
)
"""Every rule of the package, family by family."""
