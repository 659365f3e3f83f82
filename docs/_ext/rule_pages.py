"""The page of every rule, and the indexes by family, severity and standard, made from `RULES`."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from attribution import RULES, Rule, Severity

__all__ = ["FAMILIES", "STANDARDS", "index_page", "setup", "standards_of", "write_pages"]

FAMILIES = {
    "A": ("Attribution", "whether the reader is told who speaks"),
    "S": ("Support", "what an allegation rests on"),
    "I": ("Independence", "whether two sources are two"),
    "D": ("Dispute", "denials, answers, contradictions"),
    "E": ("Evidence", "retracted, late, old or impossible items"),
    "C": ("Certainty", "predictions, motives and hedges that are told as facts"),
    "L": ("Language", "the attributing words"),
    "P": ("Provenance", "where words stand, and when they were said"),
    "X": ("Document", "a text as a whole"),
}
"""The families, by the letter of their codes, with what they look at."""

STANDARDS = {
    "AP": "Associated Press: values, principles and stylebook",
    "Airwars": "Airwars: casualty grading",
    "BBC Editorial Guidelines": "BBC Editorial Guidelines",
    "Berkeley Protocol": "Berkeley Protocol on Digital Open Source Investigations",
    "CommitmentBank": "CommitmentBank (linguistics)",
    "Dong, Berti-Equille and Srivastava": "Dong, Berti-Equille and Srivastava 2009: copying between sources",
    "FM 2-22.3": "US Army FM 2-22.3",
    "FactBank": "FactBank (linguistics)",
    "ICD 203": "US Intelligence Community Directive 203: analytic standards",
    "ICD 206": "US Intelligence Community Directive 206: sourcing",
    "IFCN Code of Principles": "IFCN Code of Principles",
    "IPSO Editors' Code": "IPSO Editors' Code of Practice",
    "Intelligence Community Standard 2008-500-2": "US Intelligence Community Standard 2008-500-2: retraction",
    "Intelligence community source descriptors": "US Intelligence Community Directive 206: sourcing",
    "Mark v Associated Newspapers": "English law",
    "NPR Ethics Handbook": "NPR Ethics Handbook",
    "Ofcom Broadcasting Code": "Ofcom Broadcasting Code",
    "Reuters Handbook of Journalism": "Reuters Handbook of Journalism",
    "Reynolds v Times Newspapers": "English law",
    "Roberts v Gable": "English law",
    "SPJ Code of Ethics": "SPJ Code of Ethics",
    "STANAG 2511": "NATO STANAG 2511",
    "The repetition rule of English law": "English law",
    "US DoD": "US Department of Defense: dictionary and warning terminology",
    "US Federal Rules of Evidence": "US Federal Rules of Evidence",
    "W3C PROV-CONSTRAINTS": "W3C PROV",
    "W3C Web Annotation Data Model": "W3C Web Annotation Data Model",
    "Wikipedia": "Wikipedia policies and guidelines",
}
"""How a citation begins, and the standard that it is from."""


def standards_of(rule: Rule) -> tuple[str, ...]:
    """The standards that a rule cites.

    Raises:
        ValueError: It cites one that is not in the list, or in other words.
    """
    found: list[str] = []
    for citation in rule.standard.split("; "):
        known = [title for start, title in STANDARDS.items() if citation.startswith(start)]
        if not known:
            raise ValueError(
                f"{rule.code} cites a standard that rule_pages.STANDARDS lacks, got {citation!r}"
            )
        found.append(known[0])
    return tuple(dict.fromkeys(found))


def index_page(rules: Sequence[Rule] = RULES) -> str:
    """The index of the rules, as MyST Markdown."""
    lines = [
        "# Rules",
        "",
        f"There are {len(rules)} rules in {len({rule.family for rule in rules})} families.",
        "A finding says that something is weak or missing, never that a claim is false;",
        "a claim without a finding is not thereby true.",
        '`attributed explain S201` prints the page of a rule, and `explain("S201")` returns it.',
        "",
        "## By family",
    ]
    for letter in dict.fromkeys(rule.family for rule in rules):
        title, about = FAMILIES[letter]
        lines += ["", f"### {letter}: {title}", "", f"This family looks at {about}.", ""]
        lines += ["| rule | severity | what it flags |", "| --- | --- | --- |"]
        lines += [_row(rule) for rule in rules if rule.family == letter]
    lines += ["", "## By severity"]
    for severity in sorted(Severity, reverse=True):
        lines += ["", f"### {str(severity).capitalize()}", ""]
        lines += [f"- {_link(rule)}" for rule in rules if rule.severity is severity]
    lines += ["", "## By standard", "", "Each rule's page gives the clause."]
    titles = sorted({title for rule in rules for title in standards_of(rule)}, key=str.casefold)
    for title in titles:
        lines += ["", f"### {title}", ""]
        lines += [f"- {_link(rule)}" for rule in rules if title in standards_of(rule)]
    toctree = ["", "```{toctree}", ":hidden:", "", *(rule.code for rule in rules), "```", ""]
    return "\n".join([*lines, *toctree])


def _link(rule: Rule) -> str:
    return f"[{rule.code} {rule.name}]({rule.code}.md)"


def _row(rule: Rule) -> str:
    when = "" if rule.is_default else ", when selected"
    return f"| {_link(rule)} | {rule.severity}{when} | {rule.summary} |"


def write_pages(folder: Path, rules: Iterable[Rule] = RULES) -> None:
    """Write the page of each rule and the index, in place of all that the folder held."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    known = tuple(rules)
    for rule in known:
        folded = ", ".join(f"[{code}]({code}.md)" for code in rule.folds)
        more = f"\nA report shows {folded} on the same subject under this one.\n" if folded else ""
        target = f"(rule-{rule.code.lower()})=\n"
        back = "\n[All rules](index.md)\n"
        (folder / f"{rule.code}.md").write_text(target + rule.page() + more + back, encoding="utf-8")
    (folder / "index.md").write_text(index_page(known), encoding="utf-8")


def _write(app: Any, _config: object) -> None:
    write_pages(Path(app.srcdir) / "reference" / "rules")


def setup(app: Any) -> dict[str, bool]:
    """Write the pages before Sphinx looks for them."""
    app.connect("config-inited", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
