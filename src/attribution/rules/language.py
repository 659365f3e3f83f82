"""Family L, language: whether the attributing words say more than that somebody said so."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from attribution.assessment import vouches
from attribution.findings import Severity
from attribution.model import Statement
from attribution.rules.rule import Case, Hit, Rule, listed
from attribution.vocabulary import DocumentId, Rung, SpeakerId, Stance, StatementId

__all__ = ["RULES"]

# Forms of verbs


def _forms(*verbs: str) -> dict[str, str]:
    """Each form of these verbs with the verb; a verb is written as its forms, the lemma first."""
    return {form: verb.split()[0] for verb in verbs for form in verb.split()}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DISBELIEVING = _forms(
    "claim claims claimed claiming",
    "purport purports purported purporting",
    "allege alleges alleged alleging",
    "insist insists insisted insisting",
    "maintain maintains maintained maintaining",
)
_INCRIMINATING = _forms(
    "admit admits admitted admitting",
    "confess confesses confessed confessing",
    "concede concedes conceded conceding",
)
_DOUBTING = _DISBELIEVING | _INCRIMINATING
_CHORUS = _forms(
    "echo echoes echoed echoing",
    "confirm confirms confirmed confirming",
)
_LOADED = _DOUBTING | _CHORUS
_FACTIVE = _forms(
    "reveal reveals revealed revealing",
    "uncover uncovers uncovered uncovering",
    "expose exposes exposed exposing",
    "point points pointed pointing",
    "note notes noted noting",
    "learn learns learned learnt learning",
    "discover discovers discovered discovering",
    "show shows showed shown showing",
    "prove proves proved proven proving",
    "confirm confirms confirmed confirming",
    "acknowledge acknowledges acknowledged acknowledging",
)
_MAY_BE_NOUNS = _set("claim claims echo echoes note notes show shows")
_ONLY_WHEN_DONE = frozenset({"confirm", "echo", "prove", "show"})

# What stands before them

_OF_A_NOUN = _set("a an the its his her their our my your whose")
_LEADING = _set(
    "he she it they we i you who which that this as there so thus "
    "be am is are was were been being have has had having do does did will would can could may might must "
    "shall should not never neither cannot also again then later still now once even just only too "
    "often always"
)
_NEGATING = _set(
    "not never neither nor cannot without unable "
    "refuse refuses refused refusing decline declines declined declining fail fails failed failing"
)
_WORD = re.compile(r"\w+(?:'\w+)*|[,;:.()–—]")
_BREAKS = frozenset({*",;:.()–—", "and", "but"})


def _words(text: str) -> list[str]:
    """The words of a text, in small letters, and the marks between its parts."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))


def _verbs(statement: Statement, forms: Mapping[str, str]) -> list[str]:
    """The verbs of the cue that are among these, in the form they stand in there."""
    words = _words(statement.cue or "")
    found: list[str] = []
    start = 0
    for at, word in enumerate(words):
        if word in _BREAKS:
            start = at + 1
        if word not in forms or not _is_verb(words[start : at + 1]):
            continue
        if forms[word] in _ONLY_WHEN_DONE and _is_negated(words[start:at]):
            continue
        if word in _words(statement.quote or ""):
            continue
        if forms[word] != "point":
            found.append(word)
        elif "out" in words[at + 1 : at + 3]:
            found.append(f"{word} out")
    return found


def _is_verb(part: Sequence[str]) -> bool:
    """Whether the last word of a part of a cue is a verb there."""
    *before, word = part
    if word in _MAY_BE_NOUNS:
        is_infinitive = before[-1:] == ["to"] and not word.endswith("s")
        return is_infinitive or all(w in _LEADING or w.endswith(("ly", "n't")) for w in before)
    return _OF_A_NOUN.isdisjoint(before[-1:])


def _is_negated(before: Sequence[str]) -> bool:
    negations = [at for at, word in enumerate(before) if word in _NEGATING or word.endswith("n't")]
    return any(before[at + 1 : at + 2] != ["only"] for at in negations)


# Rules


def _loaded_attribution_verb(case: Case) -> Iterator[Hit]:
    """Cues that pass a verdict.

    Decisions: the statement may take any stance. A verb is known by its forms, which are closed tables. Of
    a cue of several words, any form of a listed verb counts, with these exceptions. After an article or a
    possessive it is no verb ("the alleged plan"). A form that is a noun as well ("claims", "echoes")
    counts only where nothing but pronouns, auxiliaries and adverbs comes before it, or as an infinitive
    ("he again claims", "went on to claim"; not "rejected claims", not "according to claims"). "Confirm",
    "echo", "prove" and "show" do not count after a negation ("could not confirm", "declined to confirm"),
    because who does not confirm lends no weight; the others say as much either way ("did not admit").
    "Point" counts where "out" is one of the two words after it. A verb that the quote holds, in the same
    form, is the speaker's own, and does not count; in another form it is the outlet's.
    """
    for statement in case.dossier.statements:
        verbs = _verbs(statement, _LOADED)
        if not verbs or not case.dossier.is_live(statement):
            continue
        claim = case.dossier[statement.claim]
        yield Hit(
            subjects=[statement],
            because=[claim],
            message=(
                f'"{verbs[0]}" does more than report the words of {case.voices([statement])} on '
                f"{case.quoted(claim)}: it {_verdict(verbs[0])}"
            ),
        )


def _verdict(verb: str) -> str:
    if verb in _CHORUS:
        return "lends them weight"
    return "takes guilt for granted" if verb in _INCRIMINATING else "casts doubt on them"


def _factive_cue_unsupported(case: Case) -> Iterator[Hit]:
    """Cues that take the claim for granted.

    Decisions: the words of a cue count as they do for L701, and a verb that the quote holds does not count
    here either, because it is the speaker's own; the claim may be of any kind.
    """
    for statement in case.dossier.statements:
        if statement.stance is not Stance.ASSERTS or not case.dossier.is_live(statement):
            continue
        verbs = _verbs(statement, _FACTIVE)
        if not verbs:
            continue
        claim = case.dossier[statement.claim]
        assessment = case.assess(claim)
        if assessment.unsupported:
            yield Hit(
                subjects=[statement],
                because=[claim, *assessment.pro_witnesses],
                message=(
                    f'"{verbs[0]}" takes it for granted that {case.quoted(claim)}, and '
                    f"{_what_is_lacking(assessment.pro)}"
                ),
            )


def _what_is_lacking(pro: Rung) -> str:
    return "no usable evidence supports it" if pro is Rung.UNSEEN else "no evidence is on record"


def _asymmetric_verbs(case: Case) -> Iterator[Hit]:
    """Documents that doubt one of two sides.

    Decisions: a camp is that of a speaker who accuses the other one in the document; what belongs to both
    camps (the government of two of its ministers) is left out of either, and who belongs to both or to
    neither is on no side; somebody belongs to a camp where it meets their own side; the accusations are
    vouched for in the same document, on whatever evidence; a doubting verb is one that L701 takes for one,
    a chorus verb is none; of several such pairs of camps in a document each adds its statements.
    """
    dossier = case.dossier
    carried: dict[DocumentId, list[Statement]] = {}
    for claim in dossier.claims:
        for statement in case.live(claim, Stance.ASSERTS):
            if statement.document is not None:
                carried.setdefault(statement.document, []).append(statement)
    for document, statements in carried.items():
        pairs = list(_opposed(case, statements))
        if not pairs:
            continue
        doubted: set[StatementId] = set()
        trusted: set[StatementId] = set()
        spoken = _by_body(case, (s for s in statements if case.assess(dossier[s.claim]).unsupported))
        for mine, theirs in pairs:
            ours, others = _said_in(mine, spoken), _said_in(theirs, spoken)
            for side, opposite in ((ours - others, others - ours), (others - ours, ours - others)):
                doubts = {s for s in side if _verbs(dossier[s], _DOUBTING)}
                is_even = any(_verbs(dossier[s], _DOUBTING) for s in opposite)
                if doubts and not is_even and len(side) > 1 and len(opposite) > 1:
                    doubted |= doubts
                    trusted |= opposite
        if doubted:
            yield Hit(
                subjects=[document],
                because=[*doubted, *trusted],
                message=(
                    f"in {case.titled(dossier[document])}, {_verbs_in_words(case, doubted)}, and no "
                    f"such verb with those of {_voices(case, trusted)}, which have no more support"
                ),
            )


def _verbs_in_words(case: Case, statements: Iterable[StatementId]) -> str:
    verbs = {f'"{_verbs(case.dossier[s], _DOUBTING)[0]}"' for s in statements}
    goes = "goes" if len(verbs) == 1 else "go"
    return f"{listed(verbs)} {goes} with the words of {_voices(case, statements)}"


def _voices(case: Case, statements: Iterable[StatementId]) -> str:
    return case.voices(case.dossier[statement] for statement in statements)


def _opposed(
    case: Case, statements: Iterable[Statement]
) -> Iterator[tuple[frozenset[SpeakerId], frozenset[SpeakerId]]]:
    """The pairs of camps that accuse each other in these statements, without what belongs to both."""
    dossier = case.dossier
    aimed_at: dict[SpeakerId, set[SpeakerId]] = {}
    for statement in statements:
        voice = dossier.voice(statement)
        if voice is not None and vouches(dossier, statement):
            accused = map(dossier.side, dossier[statement.claim].accused)
            aimed_at.setdefault(voice, set()).update(*accused)
    for one, other in combinations(aimed_at, 2):
        camps = dossier.camp(one), dossier.camp(other)
        mine, theirs = camps[0] - camps[1], camps[1] - camps[0]
        if not (mine.isdisjoint(aimed_at[other]) or theirs.isdisjoint(aimed_at[one])):
            yield mine, theirs


def _by_body(case: Case, statements: Iterable[Statement]) -> dict[SpeakerId, set[StatementId]]:
    """For each body the statements of all who belong to it."""
    found: dict[SpeakerId, set[StatementId]] = {}
    for statement in statements:
        voice = case.dossier.voice(statement)
        for body in () if voice is None else case.dossier.side(voice):
            found.setdefault(body, set()).add(statement.id)
    return found


def _said_in(
    camp: Iterable[SpeakerId], spoken: Mapping[SpeakerId, set[StatementId]]
) -> frozenset[StatementId]:
    """The statements of all who belong to a camp."""
    return frozenset[StatementId]().union(*(spoken.get(body, ()) for body in camp))


_SOURCELESS = re.compile(
    r"\b(?:(?:reported|alleged|purported)ly"
    r"|(?:be|is|are|was|were|been|being|\w+'\w+)(?: \w+)? (?:said|believed) to"
    r"|^(?:said|believed) to (?:be|have))\b"
)


def _sourceless_hedge(case: Case) -> Iterator[Hit]:
    """Hedges that hide a source.

    Decisions: the words stand anywhere in the hedge or the cue, "be" in any form and with a word after it
    ("are widely believed to"), or left out at the beginning ("believed to be"); no one is named as the
    speaker, even where narration makes the publisher the voice; the statement may take any stance.
    """
    for statement in case.dossier.statements:
        if statement.speaker is not None or not case.dossier.is_live(statement):
            continue
        texts = [" ".join(_words(text)) for text in (statement.hedge, statement.cue) if text is not None]
        found = next((match.group() for text in texts if (match := _SOURCELESS.search(text))), None)
        if found is not None:
            claim = case.dossier[statement.claim]
            yield Hit(
                subjects=[statement],
                because=[claim],
                message=f'"{found}" says that there is a source on {case.quoted(claim)}, and none is named',
            )


RULES = (
    Rule(
        code="L701",
        name="loaded-attribution-verb",
        severity=Severity.INFO,
        summary="The attributing verb casts doubt, implies guilt or lends weight.",
        rationale="The verb passes a verdict that the evidence did not.",
        standard="Wikipedia MOS:SAID and MOS:ALLEGED; AP Stylebook",
        remedy="said, stated, according to",
        find=_loaded_attribution_verb,
        is_default=False,
    ),
    Rule(
        code="L702",
        name="factive-cue-unsupported",
        severity=Severity.WARNING,
        summary="The attributing verb takes the claim for granted, and nothing that can be used supports it.",
        rationale="A factive verb takes its complement for granted.",
        standard="Wikipedia MOS:SAID; CommitmentBank (de Marneffe et al. 2019)",
        remedy="use a neutral verb, or show the evidence",
        find=_factive_cue_unsupported,
    ),
    Rule(
        code="L703",
        name="asymmetric-verbs",
        severity=Severity.INFO,
        summary=(
            "Two camps accuse each other in one document, and doubting verbs go with the unsupported claims "
            "of one of them only."
        ),
        rationale="The evidence is equal, and the verbs are not.",
        standard=(
            "Reuters Handbook of Journalism, freedom from bias; BBC Editorial Guidelines (2019), section 4; "
            "Wikipedia MOS:SAID"
        ),
        remedy="use the same verb for the same evidence",
        find=_asymmetric_verbs,
        is_default=False,
    ),
    Rule(
        code="L704",
        name="sourceless-hedge",
        severity=Severity.INFO,
        summary='"Reportedly", "allegedly" or the like stands where a source should be named.',
        rationale="The adverb says that a source exists, and hides it.",
        standard="NPR Ethics Handbook, Transparency; AP Stylebook, allege",
        remedy="give the source",
        find=_sourceless_hedge,
        is_default=False,
    ),
)
