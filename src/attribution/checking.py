"""Check: run rules over a dossier, set waived findings apart, fold what says the same thing."""

from collections.abc import Iterable, Mapping, Sequence

from attribution.dossier import Dossier
from attribution.errors import InvalidRecordError, Problem, UnknownRuleError
from attribution.fields import nearest, shown
from attribution.findings import Entry, Finding, Report, Skipped, Waived
from attribution.model import Statement, Waiver
from attribution.pause import collection_paused
from attribution.rules import RULES, Case, Options, Rule

__all__ = ["check", "explain", "find_rules", "flag_unsupported"]


_NO_OPTIONS = Options()


def check(
    dossier: Dossier,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] = (),
    rules: Sequence[Rule] = RULES,
    options: Options = _NO_OPTIONS,
    waivers: Iterable[Waiver] = (),
) -> Report:
    """What the rules find in a dossier; the same records in any order give the same report.

    Args:
        dossier: The dossier.
        select: Codes, names or families (the letters of a code) of the rules to run; without it, all that
            run by default.
        ignore: Codes, names or families of rules that are not to run.
        rules: The rules to choose from; add your own with `(*RULES, mine)`.
        options: What some rules need beside the dossier; those that lack it are skipped, and said to be.
        waivers: Findings to silence, beside those that the dossier's own waivers silence.

    Raises:
        UnknownRuleError: `select` or `ignore` names what no rule has.
        RuleFailedError: A rule of yours raised an error; it names the rule and the claim.
        InvalidRecordError: Two rules have one code.
    """
    codes = [rule.code for rule in rules]
    twice = [i for i, code in enumerate(codes) if code in codes[:i]]
    if twice:
        raise InvalidRecordError(
            "rules", (Problem(f"[{i}].code", f"must be unique, got {codes[i]!r}") for i in twice)
        )
    chosen = [r for r in rules if r.is_default] if select is None else find_rules(select, rules)
    ignored = {rule.code for rule in find_rules(ignore, rules)}
    wanted = sorted((r for r in chosen if r.code not in ignored), key=lambda rule: rule.code)
    running = [rule for rule in wanted if rule.lacks(options) is None]
    case = Case(dossier, options)
    skipped = [Skipped(code=rule.code, reason=reason) for rule in wanted if (reason := _unread(rule, case))]
    all_waivers = {*dossier.waivers, *waivers}
    with collection_paused():
        found = _each_once(finding for rule in running for finding in rule.findings(case))
    waiver_for = {_waived(waiver): waiver for waiver in sorted(all_waivers, key=_waiver_order, reverse=True)}
    findings: list[Finding] = []
    waived: list[Waived] = []
    for finding in found:
        by_code = waiver_for.get((finding.code, finding.subjects))
        waiver = by_code or waiver_for.get((finding.name, finding.subjects))
        if waiver is None:
            findings.append(finding)
        else:
            waived.append(Waived(finding=finding, waiver=waiver))
    used = {_waived(each.waiver) for each in waived}
    not_run = {word for rule in rules if rule not in running for word in (rule.code, rule.name)}
    unused = (w for w in all_waivers if _waived(w) not in used and w.rule not in not_run)
    return Report(
        findings=tuple(findings),
        waived=tuple(waived),
        unused=tuple(sorted(unused, key=_waiver_order)),
        entries=_entries(dossier, findings, {rule.code: rule for rule in running}),
        checked=tuple(rule.code for rule in running),
        skipped=tuple(skipped),
    )


def flag_unsupported(dossier: Dossier) -> tuple[Finding, ...]:
    """The allegations that nothing a reader could see supports.

    Those with no evidence at all (S201), with evidence withheld (S203) or only described (S204).
    """
    return check(dossier, select=("S201", "S203", "S204")).findings


def find_rules(words: Iterable[str], rules: Sequence[Rule] = RULES) -> tuple[Rule, ...]:
    """The rules that have one of these codes, names or families.

    Raises:
        UnknownRuleError: No rule has one of them; the error names all such words.
    """
    listed = [words] if isinstance(words, str) else list(words)
    known = {word for rule in rules for word in (rule.code, rule.name, rule.family)}
    unknown = [word for word in listed if word not in known]
    if unknown:
        told = "; ".join(f"{shown(word)}{nearest(word, sorted(known))}" for word in unknown)
        raise UnknownRuleError(f"no rule has this code, name or family: {told}")
    return tuple(rule for rule in rules if not {rule.code, rule.name, rule.family}.isdisjoint(listed))


def explain(code: str, rules: Sequence[Rule] = RULES) -> str:
    """The page of a rule, as Markdown.

    Args:
        code: The rule's code or name.
        rules: The rules to look in.

    Raises:
        UnknownRuleError: No rule has this code or name.
    """
    found = [rule for rule in find_rules([code], rules) if code in (rule.code, rule.name)]
    if not found:
        raise UnknownRuleError(f"{shown(code)} is a family; name one rule of it")
    return found[0].page()


def _unread(rule: Rule, case: Case) -> str | None:
    """Why a rule cannot run on a case, or not on all of it."""
    lacks = rule.lacks(case.options)
    return lacks if lacks or rule.passes_over is None else rule.passes_over(case)


def _each_once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings by code and subjects; of two with the same of both the heavier one."""
    ordered = sorted(findings, key=lambda f: (f.code, f.subjects, -f.severity.rank, f.message))
    return list({(finding.code, finding.subjects): finding for finding in reversed(ordered)}.values())[::-1]


def _waived(waiver: Waiver) -> tuple[str, tuple[str, ...]]:
    return waiver.rule, tuple(sorted(set(waiver.subjects)))


def _waiver_order(waiver: Waiver) -> tuple[str, tuple[str, ...], str]:
    return (*_waived(waiver), waiver.reason)


def _entries(dossier: Dossier, findings: Sequence[Finding], rules: Mapping[str, Rule]) -> tuple[Entry, ...]:
    hosts: dict[tuple[str, tuple[str, ...]], Finding] = {}
    for finding in findings:
        for code in rules[finding.code].folds:
            hosts.setdefault((code, finding.subjects), finding)
    top: dict[Finding, list[Finding]] = {}
    for finding in findings:
        host, seen = finding, {finding}
        while (above := _host(dossier, host, hosts)) is not None and above not in seen:
            host = above
            seen.add(host)
        top.setdefault(host, [])
        if host is not finding:
            top[host].append(finding)
    heaviest_first = sorted(top, key=lambda f: (-f.severity.rank, f.code, f.subjects))
    return tuple(Entry(finding=finding, folded=tuple(top[finding])) for finding in heaviest_first)


def _host(
    dossier: Dossier, finding: Finding, hosts: Mapping[tuple[str, tuple[str, ...]], Finding]
) -> Finding | None:
    """The finding that says already what this one says: on its subject, or on the claim of its subject."""
    found = hosts.get((finding.code, finding.subjects))
    if found is None and len(finding.subjects) == 1:
        record = dossier[finding.subjects[0]]
        found = hosts.get((finding.code, (record.claim,))) if isinstance(record, Statement) else None
    return found
