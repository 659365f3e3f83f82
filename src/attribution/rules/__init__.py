"""The rules, one module a family; `RULES` is all there is."""

from attribution.rules import attribution, dispute, evidence, independence, support
from attribution.rules.rule import Case, Hit, Rule

__all__ = ["RULES", "Case", "Hit", "Rule"]

RULES: tuple[Rule, ...] = (
    *attribution.RULES,
    *support.RULES,
    *independence.RULES,
    *dispute.RULES,
    *evidence.RULES,
)
