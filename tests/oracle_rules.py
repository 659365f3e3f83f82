"""A second, slow and obvious reading of the rules, to hold the library against.

A rule is a function from a `Story` to its findings; `RULES` lists them by code.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import combinations, permutations, product
from unicodedata import normalize

from attribution import Document, Dossier, Evidence, Options, Statement, When
from oracle import TABLE, Story, content

__all__ = ["RULES", "Found", "findings"]

Found = tuple[str, str, frozenset[str]]
"""Code, severity, subjects."""
Raw = Iterator[tuple[str, frozenset[str]]]


def a101(story: Story) -> Raw:
    """Unattributed claim."""
    for s in story.statements.values():
        if s.stance != "asserts" or s.id in story.replaced or s.speaker is not None or s.mode == "narrated":
            continue
        if any(
            story.voice(other) is not None
            and other.id != s.id
            and other.document is not None
            and other.document == s.document
            and points(other) >= points(s) > set()
            for other in story.live(s.claim, "asserts")
        ):
            continue
        yield "error" if story.claims[s.claim].accused else "warning", frozenset({s.id})


def points(s: Statement) -> set[int]:
    """The code points that the spans hold."""
    return {point for span in s.spans for point in range(span.start, span.end)}


def a102(story: Story) -> Raw:
    """Anonymous source."""
    for s in story.statements.values():
        voice = story.voice(s)
        if s.stance != "asserts" or s.id in story.replaced or voice is None:
            continue
        speaker, claim = story.speakers[voice], story.claims[s.claim]
        if not speaker.anonymous:
            continue
        if claim.accused and all(story.speakers[v].anonymous for v in story.vouchers(claim.id)):
            severity = "error"
        elif claim.kind != "opinion" and speaker.anonymity_reason is not None and s.basis != "unstated":
            severity = "info"
        else:
            severity = "warning"
        yield severity, frozenset({s.id})


def s201(story: Story) -> Raw:
    """Unsupported allegation."""
    for c in story.claims.values():
        if c.accused and story.live(c.id, "asserts") and story.pro(c.id) <= 1:
            yield "info" if story.is_acknowledged(c.id) else "error", frozenset({c.id})


def s202(story: Story) -> Raw:
    """Repetition, not corroboration."""
    for c in story.claims:
        if len(story.vouchers(c)) >= 2 and not story.opinion_like(c) and story.pro(c) <= 2:
            yield "warning", frozenset({c})


def _unseen(story: Story, *, withheld: bool) -> Raw:
    for c in story.claims.values():
        items = story.items(c.id, against=False)
        kept_back = any(e.availability == "withheld" for e in items)
        if c.accused and story.pro(c.id) == 2 and kept_back is withheld:
            yield "info" if story.is_acknowledged(c.id) else "warning", frozenset({c.id})


def s203(story: Story) -> Raw:
    """Evidence withheld."""
    return _unseen(story, withheld=True)


def s204(story: Story) -> Raw:
    """Evidence only described."""
    return _unseen(story, withheld=False)


def s205(story: Story) -> Raw:
    """Interested evidence only."""
    return (
        ("warning", frozenset({c.id})) for c in story.claims.values() if c.accused and story.pro(c.id) == 3
    )


def s206(story: Story) -> Raw:
    """Single source."""
    return (
        ("warning", frozenset({c.id})) for c in story.claims.values() if c.accused and story.pro(c.id) == 4
    )


def s208(story: Story) -> Raw:
    """Mutual accusation."""

    def hits_back(c: str, d: str) -> bool:
        return any(
            story.camp(v) & story.side(accused)
            for v in story.vouchers(d)
            for accused in story.claims[c].accused
        )

    for c, d in combinations(story.claims, 2):
        mutual = d in story.linked(c, "counters") and hits_back(c, d) and hits_back(d, c)
        if mutual and story.pro(c) <= 2 and story.pro(d) <= 2:
            yield "warning", frozenset({c, d})


def i301(story: Story) -> Raw:
    """Single origin."""
    for c in story.claims:
        vouching, usable = story.vouching(c), story.usable(c)
        several = len(story.vouchers(c)) >= 2 or len({content(e) for e in usable}) >= 2
        if story.opinion_like(c) or not several:
            continue
        roots: set[object] = set()
        loop = False
        for s in vouching:
            more, looped = statement_roots(story, s, ())
            roots |= more
            loop = loop or looped
        for e in usable:
            roots |= {story.mark(root) for root in story.roots(e.id)}
        if len(roots) == 1 and not loop:
            yield "error", frozenset({c})


def statement_roots(story: Story, s: Statement, path: tuple[str, ...]) -> tuple[set[object], bool]:
    """Where a statement comes from, and whether the way there leads into a loop."""
    if s.id in path:
        return set(), True
    roots: set[object] = set()
    loop = False
    cited = [story.evidence[e] for e in s.cites]
    cited = [e for e in cited if s.claim in (*e.supports, *e.undermines)]
    if cited:
        for e in cited:
            roots |= {story.mark(root) for root in story.roots(e.id)}
            loop = loop or story.leads_into_loop(e.id)
        return roots, loop
    sources = [story.statements[r] for r in s.repeats if story.statements[r].claim == s.claim]
    reprints = s.stance == "asserts" and s.document is not None
    original = story.documents[s.document].derived_from if reprints and s.document is not None else None
    while not sources and original is not None:
        sources = [
            other
            for other in story.statements.values()
            if (other.document, other.claim, other.stance) == (original, s.claim, "asserts")
            and (same_voice(story, s, other) or (narrates(s) and narrates(other)))
        ]
        original = story.documents[original].derived_from
    for source in sources:
        more, looped = statement_roots(story, source, (*path, s.id))
        roots |= more
        loop = loop or looped
    return (roots, loop) if sources else ({("statement", s.id)}, False)


def same_voice(story: Story, s: Statement, other: Statement) -> bool:
    """Whether both are by one known speaker."""
    return story.voice(s) is not None and story.voice(s) == story.voice(other)


def narrates(s: Statement) -> bool:
    """Whether it is narration that names nobody."""
    return s.speaker is None and s.mode == "narrated"


def i302(story: Story) -> Raw:
    """Circular support."""
    for c in story.claims:
        vouching: dict[str, Statement] = {s.id: s for s in story.vouching(c)}
        items = story.items(c, against=False)
        documents = [story.documents[s.document] for s in story.live(c, "asserts") if s.document is not None]
        if (
            any(leads_back(vouching, s) for s in vouching)
            or any(story.leads_into_loop(e.id) for e in items)
            or any(is_document(e, d) for e in items for d in documents)
        ):
            yield "error", frozenset({c})


def leads_back(statements: dict[str, Statement], start: str) -> bool:
    """Whether repeats lead from a statement back to it, within these."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for r in statements[waiting.pop()].repeats:
            if r == start:
                return True
            if r in statements and r not in found:
                found.add(r)
                waiting.append(r)
    return False


def is_document(e: Evidence, d: Document) -> bool:
    """Whether the item is the document itself."""
    return (e.digest is not None and e.digest == d.digest) or (e.locator is not None and e.locator == d.url)


def i303(story: Story) -> Raw:
    """Second-hand only."""
    for c in story.claims:
        vouching = story.vouching(c)
        if vouching and not story.opinion_like(c) and all(s.via for s in vouching) and not story.usable(c):
            yield "warning", frozenset({c})


def d401(story: Story) -> Raw:
    """No response from the accused."""
    for p in story.speakers.values():
        if p.kind in ("individual", "group", "organization") and any(
            p.id in c.accused
            and any(story.voice(s) != p.id for s in story.live(c.id, "asserts"))
            and not any(is_reply(story, s, p.id, c.id) for s in story.statements.values())
            for c in story.claims.values()
        ):
            yield "warning", frozenset({p.id})


def is_reply(story: Story, s: Statement, party: str, claim: str) -> bool:
    """Whether a statement replies to the claim for the party."""
    voice = story.voice(s)
    if s.id in story.replaced or voice is None:
        return False
    if voice != party:
        if not story.side(voice) & story.side(party):
            return False
        if any(story.voice(other) == voice for other in story.live(claim, "asserts")):
            return False
    if claim in s.answers:
        return True
    if s.claim in story.linked(claim, "counters"):
        return False
    if s.claim == claim or s.claim in story.linked(claim, "narrows"):
        return True
    return s in story.vouching(s.claim) and s.claim in story.linked(claim, "contradicts")


def d403(story: Story) -> Raw:
    """Contradicted by evidence."""
    for c in story.claims:
        pro, con = story.pro(c), story.con(c)
        if (con >= 4 > pro and story.live(c, "asserts")) or (pro >= 4 > con and story.live(c, "denies")):
            yield "error", frozenset({c})


def e501(story: Story) -> Raw:
    """Retracted evidence used."""
    for e in story.evidence.values():
        for s in story.statements.values():
            if e.retracted is None or e.id not in s.cites or s.id in story.replaced:
                continue
            date = s.said
            if date is None and s.document is not None:
                date = story.documents[s.document].published
            is_earlier = date is not None and date.before(e.retracted).value == "yes"
            if s.stance in ("asserts", "denies") and not is_earlier:
                yield "error", frozenset({e.id})


def e504(story: Story) -> Raw:
    """Echo of something withdrawn."""
    for s in story.statements.values():
        if (
            s.stance == "asserts"
            and s.id not in story.replaced
            and any(story.statements[r].claim == s.claim and takes_from(story, s, r) for r in story.replaced)
        ):
            yield "error", frozenset({s.id})


def takes_from(story: Story, s: Statement, source: str) -> bool:
    """Whether repeats lead to the source, on its claim, by way of nobody who replaces it."""
    found = {source}
    while True:
        more = {
            echo.id
            for echo in story.statements.values()
            if echo.claim == s.claim and source not in echo.replaces and found & set(echo.repeats)
        }
        if more <= found:
            return any(r in found for r in s.repeats) and source not in s.replaces
        found |= more


# The rules about words, certainty, provenance and balance, and the finer ones of the other families


def a103(story: Story) -> Raw:
    """Vague source."""
    for s in story.every("asserts"):
        voice = story.voice(s)
        if voice is None or s.mode == "narrated" or s.locator is not None:
            continue
        kind = story.speakers[voice].kind
        publisher = None if s.document is None else story.documents[s.document].publisher
        spokesmen = [
            v for v in s.via if story.speakers[v].kind == "individual" and story.side(v) & story.side(voice)
        ]
        if kind != "individual" and voice != publisher and not spokesmen:
            yield "info" if kind in ("organization", "system") else "warning", frozenset({s.id})


def s207(story: Story) -> Raw:
    """Motive only."""
    for c in story.claims.values():
        explained = story.links_from(c.id, "explains")
        if (
            c.kind == "motive"
            and c.accused
            and story.live(c.id, "asserts")
            and explained
            and all(story.pro(each) <= 2 for each in {c.id} | explained)
        ):
            yield "warning", frozenset({c.id})


def i304(story: Story) -> Raw:
    """Same-side chorus."""
    for _, about in s202(story):
        [c] = about
        if set.intersection(*(story.camp(v) for v in story.vouchers(c))):
            yield "info", about


def d402(story: Story) -> Raw:
    """Denial ignored."""
    for c, d in product(story.claims.values(), story.documents.values()):
        if not any(s.document == d.id for s in story.live(c.id, "asserts")):
            continue
        for accused in c.accused:
            denials = [
                s
                for s in story.live(c.id, "denies")
                if (voice := story.voice(s)) is not None and story.side(voice) & story.side(accused)
            ]
            if any(surely_before(story.date(s), d.published) for s in denials) and not any(
                s.document == d.id for s in denials
            ):
                yield "warning", frozenset({c.id, d.id})


def surely_before(one: When | None, other: When | None) -> bool:
    """Whether both dates are known and the first is surely earlier."""
    return one is not None and other is not None and one.before(other).value == "yes"


def d404(story: Story) -> Raw:
    """Self-contradiction."""
    for c in story.claims:
        opposite = story.denying(c)
        for d in story.linked(c, "contradicts"):
            opposite += story.vouching(d)
        for s, t in product(story.vouching(c), opposite):
            if same_voice(story, s, t) and s.id not in t.replaces and t.id not in s.replaces:
                yield "warning", frozenset({s.id, t.id})


def d405(story: Story) -> Raw:
    """Unreconciled conflict."""

    def unsettled(c: str) -> bool:
        verdict = "retracted" if story.is_retracted(c) else TABLE[story.pro(c)][max(story.con(c), 2) - 2]
        return verdict not in ("corroborated", "contradicted", "refuted")

    for c, d in combinations(story.claims, 2):
        differ = any(v != w for v, w in product(story.vouchers(c), story.vouchers(d)))
        if d in story.linked(c, "contradicts") and differ and unsettled(c) and unsettled(d):
            yield "info", frozenset({c, d})
    for c in story.claims:
        accused = story.sides(story.claims[c].accused)
        deniers = {voice for s in story.denying(c) if (voice := story.voice(s)) is not None}
        bystanders = [v for v in deniers if not story.side(v) & accused]
        if unsettled(c) and any(v != w for v, w in product(story.vouchers(c), bystanders)):
            yield "info", frozenset({c})


def e502(story: Story) -> Raw:
    """Evidence postdates the claim."""
    for c in story.claims.values():
        items = story.items(c.id, against=False)
        if (
            items
            and c.kind != "prediction"
            and any(
                all(surely_before(story.date(s), e.created) for e in items)
                for s in story.live(c.id, "asserts")
            )
        ):
            yield "info", frozenset({c.id})


def e503(story: Story) -> Raw:
    """Stale support."""
    as_of, stale_after = story.options.as_of, story.options.stale_after
    for c in story.claims.values():
        usable = story.usable(c.id)
        if (
            as_of is not None
            and stale_after is not None
            and c.occurred is not None
            and c.occurred.text.endswith("/..")
            and usable
            and all(e.created is not None and age(e.created, as_of) >= stale_after for e in usable)
        ):
            yield "info", frozenset({c.id})


def age(created: When, today: When) -> timedelta:
    """The time that has passed at the very least; none where a date is not sure."""
    if created.latest is None or today.earliest is None or set("?~%") & set(created.text + today.text):
        return timedelta.min

    def moment(day: date) -> datetime:
        return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001

    start, end = moment(today.earliest), moment(created.latest)
    end += timedelta(seconds=1) if "T" in created.text else timedelta(days=1)
    # A clock without a zone may run 14 hours ahead of UTC, or 12 behind.
    if start.tzinfo is not None and end.tzinfo is None:
        end = end.replace(tzinfo=UTC) + timedelta(hours=12)
    if start.tzinfo is None and end.tzinfo is not None:
        start = start.replace(tzinfo=UTC) - timedelta(hours=14)
    return start - end


def c601(story: Story) -> Raw:
    """Certainty drift."""
    for s in story.statements.values():
        if s.id in story.replaced or s.certainty == "unstated":
            continue
        drifts = [
            (r.certainty, s.certainty)
            for r in stated_sources(story, s)
            if DEGREES.index(s.certainty) > DEGREES.index(r.certainty)
            and not any(
                s.claim in (*story.evidence[e].supports, *story.evidence[e].undermines)
                and story.is_usable(story.evidence[e])
                for e in s.cites
                if content(story.evidence[e]) not in [content(story.evidence[other]) for other in r.cites]
            )
        ]
        if drifts:
            yield "error" if ("possible", "certain") in drifts else "warning", frozenset({s.id})


DEGREES = ("possible", "probable", "certain")


def stated_sources(story: Story, s: Statement) -> list[Statement]:
    """What it repeats, directly or across statements of unstated certainty, that states its own."""
    found: set[str] = set()
    waiting = list(s.repeats)
    while waiting:
        r = story.statements[waiting.pop()]
        if r.id in found or r.id in story.replaced or (r.claim, r.stance) != (s.claim, s.stance):
            continue
        found.add(r.id)
        if r.certainty == "unstated":
            waiting += r.repeats
    return [story.statements[r] for r in found if story.statements[r].certainty != "unstated"]


def c602(story: Story) -> Raw:
    """Prediction as fact."""
    for s in story.every("asserts"):
        if story.claims[s.claim].kind == "prediction" and s.certainty == "certain" and s.hedge is None:
            yield "warning", frozenset({s.id})


def c603(story: Story) -> Raw:
    """Adopted in its own voice."""
    for s in story.every("asserts"):
        c = story.claims[s.claim]
        if (
            s.mode == "narrated"
            and s.basis != "observed"
            and c.kind not in ("background", "sourcing")
            and story.pro(c.id) <= 3
        ):
            yield "error" if c.accused else "warning", frozenset({s.id})


DOUBTING = (
    "claim(s|ed|ing)?|purport(s|ed|ing)?|alleg(e|es|ed|ing)|insist(s|ed|ing)?|maintain(s|ed|ing)?|"
    "admit(s|ted|ting)?|confess(es|ed|ing)?|conced(e|es|ed|ing)"
)
CHORUS = "echo(es|ed|ing)?|confirm(s|ed|ing)?"
FACTIVE = (
    "reveal(s|ed|ing)?|uncover(s|ed|ing)?|expos(e|es|ed|ing)|point(s|ed|ing)? out|not(e|es|ed|ing)|"
    "learn(s|ed|t|ing)?|discover(s|ed|ing)?|show(s|ed|n|ing)?|prov(e|es|ed|en|ing)|confirm(s|ed|ing)?|"
    "acknowledg(e|es|ed|ing)"
)


def holds_verb(cue: str | None, *verbs: str) -> bool:
    """Whether one of the verbs stands in the cue."""
    words = "" if cue is None else " ".join(cue.casefold().split())
    # A noun is no verb, and who does not confirm lends no weight.
    words = re.sub(r"\bthe \w+|\bnot (confirm|echo|prove|show)\b", "", words)
    return any(re.search(rf"(^| )({verb})( |$)", words) is not None for verb in verbs)


def doubts(s: Statement) -> bool:
    """Whether the cue is a doubting verb that is not quoted."""
    return holds_verb(s.cue, DOUBTING) and not is_quoted(s)


def is_quoted(s: Statement) -> bool:
    """Whether the quote holds the cue."""
    return s.cue is not None and s.quote is not None and s.cue.casefold() in s.quote.casefold()


def l701(story: Story) -> Raw:
    """Loaded attribution verb."""
    for s in story.every():
        if holds_verb(s.cue, DOUBTING, CHORUS) and not is_quoted(s):
            yield "info", frozenset({s.id})


def l702(story: Story) -> Raw:
    """Factive cue, unsupported."""
    for s in story.every("asserts"):
        if holds_verb(s.cue, FACTIVE) and story.pro(s.claim) <= 2:
            yield "warning", frozenset({s.id})


def l703(story: Story) -> Raw:
    """Asymmetric verbs."""
    for d in story.documents:
        said = [s for s in story.every("asserts") if s.document == d]
        accusers = {
            voice
            for s in said
            if (voice := story.voice(s)) is not None and story.known(s) and story.claims[s.claim].accused
        }
        if any(unequal(story, said, a, b) for a, b in permutations(accusers, 2)):
            yield "info", frozenset({d})


def unequal(story: Story, said: list[Statement], a: str, b: str) -> bool:
    """Whether two camps accuse each other, and only what the first says on unsupported claims is doubted."""
    mine, yours = story.camp(a) - story.camp(b), story.camp(b) - story.camp(a)

    def by(one: set[str], other: set[str]) -> list[Statement]:
        return [
            s
            for s in said
            if (voice := story.voice(s)) is not None
            and story.side(voice) & one
            and not story.side(voice) & other
        ]

    accuse = all(
        any(
            story.voice(s) == accuser and story.known(s) and story.sides(story.claims[s.claim].accused) & camp
            for s in said
        )
        for accuser, camp in ((a, yours), (b, mine))
    )
    ours = [s for s in by(mine, yours) if story.pro(s.claim) <= 2]
    theirs = [s for s in by(yours, mine) if story.pro(s.claim) <= 2]
    doubted = any(map(doubts, ours)) and not any(map(doubts, theirs))
    return accuse and len(ours) >= 2 and len(theirs) >= 2 and doubted


HEDGES = ("reportedly", "allegedly", "purportedly", "is said to", "is believed to")


def l704(story: Story) -> Raw:
    """Sourceless hedge."""
    for s in story.every():
        if s.speaker is None and any(
            words is not None and " ".join(words.casefold().split()) in HEDGES for words in (s.hedge, s.cue)
        ):
            yield "info", frozenset({s.id})


def p801(story: Story) -> Raw:
    """Quote without a locator."""
    for s in story.every():
        if s.mode in ("direct", "mixed") and s.locator is None:
            has_url = s.document is not None and story.documents[s.document].url is not None
            can_be_found = s.channel is not None and (s.via or has_url)
            yield "info" if can_be_found else "warning", frozenset({s.id})


def p802(story: Story) -> Raw:
    """Undated statement."""
    for s in story.every():
        if s.said is None and s.document is not None and story.documents[s.document].published is None:
            yield "info", frozenset({s.document})


def p803(story: Story) -> Raw:
    """Quote not in the text."""
    texts = story.options.texts
    for d in story.documents.values():
        if d.id in texts and (
            d.digest not in (None, sha256(texts[d.id].encode()).hexdigest())
            or d.length not in (None, len(texts[d.id]))
        ):
            yield "error", frozenset({d.id})
    for s in story.every():
        if s.document is None or s.document not in texts:
            continue
        text = texts[s.document]
        if any(span.end > len(text) for span in s.spans) or (
            s.quote is not None
            and not (stands_in_spans(text, s.quote, s) if s.spans else stands_once(text, s.quote))
        ):
            yield "error", frozenset({s.id})


Letters = list[tuple[str, int, int]]
"""The letters of a text as a reader sees them, each with where it starts and ends."""


def letters(text: str) -> Letters:
    """Quotation marks and white space written one way, marks with their letter, without what is unseen."""
    found: Letters = []
    for each in re.finditer("\\s+|[^\\s\u0300-\u036f][\u0300-\u036f]*", text):
        seen = " " if each.group().isspace() else normalize("NFC", each.group())
        for mark in "“”":
            seen = seen.replace(mark, '"')
        if seen != "\u00ad":
            found.append((seen, each.start(), each.end()))
    return found


def parts_of(quote: str) -> list[list[str]]:
    """What stands between the ellipses of a quote, in words."""
    return ["".join(seen for seen, _, _ in letters(part)).split() for part in quote.split("[...]")]


def stands_once(text: str, quote: str) -> bool:
    """Whether a quote stands in one place, or in one where it cuts no word."""
    there = letters(text)
    ends = [places(there, [(0, len(text))], parts_of(quote), start) for start in range(len(there))]
    found = [(start, min(stops)) for start, stops in enumerate(ends) if stops]
    whole = [place for place in found if not any(cuts_word(there, at) for at in place)]
    return len(whole or found) == 1


def stands_in_spans(text: str, quote: str, s: Statement) -> bool:
    """Whether a quote stands within the spans, or word after word in one after the other."""
    covered = points(s)
    edges = sorted(at for at in range(len(text) + 1) if (at in covered) != (at - 1 in covered))
    there, stretches = letters(text), list(zip(edges[::2], edges[1::2], strict=True))
    return any(places(there, stretches, parts_of(quote), start) for start in range(len(there)))


def places(there: Letters, stretches: list[tuple[int, int]], parts: list[list[str]], start: int) -> list[int]:
    """Where the parts can end that start there, each word in one stretch of the text."""

    def stretch(at: int) -> int | None:
        _, start, end = there[at]
        return next((n for n, (low, high) in enumerate(stretches) if low <= start and end <= high), None)

    def stands(word: str, at: int) -> bool:
        letters_there = there[at : at + len(word)]
        inside = {stretch(each) for each in range(at, at + len(letters_there))}
        return (
            "".join(seen for seen, _, _ in letters_there) == word and len(inside) == 1 and None not in inside
        )

    ends = [start]
    for number, part in enumerate(parts):
        for index, word in enumerate(part):
            begun: list[int] = []
            for end in ends:
                last = stretch(end - 1) if number or index else None
                for at in range(end, len(there)):
                    is_next = at == end + 1 and there[end][0] == " " and stretch(end) == last == stretch(at)
                    is_later = not (cuts_word(there, end) or cuts_word(there, at)) and last != stretch(at)
                    may_start = (is_next or is_later) if index else (number > 0 or at == start)
                    if may_start and stands(word, at):
                        begun.append(at + len(word))
            ends = begun
    return ends


def cuts_word(there: Letters, at: int) -> bool:
    """Whether a place lies between two letters of a word."""
    return 0 < at < len(there) and there[at - 1][0].isalnum() and there[at][0].isalnum()


def p804(story: Story) -> Raw:
    """Impossible order."""
    for s in story.every():
        published = None if s.document is None else story.documents[s.document].published
        asserted = [
            [t.said for t in story.statements.values() if (t.claim, t.stance) == (c, "asserts")]
            for c in s.answers
        ]
        if (
            surely_before(published, s.said)
            or any(surely_before(story.date(s), story.statements[r].said) for r in s.repeats)
            or any(dates and all(surely_before(story.date(s), date) for date in dates) for dates in asserted)
        ):
            yield "error", frozenset({s.id})
    for e in story.evidence.values():
        if surely_before(e.released, e.created):
            yield "error", frozenset({e.id})


def x901(story: Story) -> Raw:
    """No independent voice."""
    for d in story.documents.values():
        said = [s for s in story.every() if s.document == d.id]
        accusing = [s for s in said if s in story.vouching(s.claim) and story.claims[s.claim].accused]
        parties = {
            body
            for s, against in product(accusing, (False, True))
            for body in story.in_stake(s.claim, against=against)
        }
        items = [
            e
            for e in story.evidence.values()
            if e.retracted is None and (e.document == d.id or any(e.id in s.cites for s in said))
        ]
        heard = {voice for s in said if (voice := story.voice(s)) is not None and voice != d.publisher}
        heard |= {e.provider for e in items if e.provider not in (None, d.publisher)}
        heard = {v for v in heard if not story.speakers[v].anonymous}
        if accusing and not any(story.camp(v).isdisjoint(parties) for v in heard):
            yield "info", frozenset({d.id})


RULES: dict[str, Callable[[Story], Raw]] = {
    "A101": a101,
    "A102": a102,
    "A103": a103,
    "S201": s201,
    "S202": s202,
    "S203": s203,
    "S204": s204,
    "S205": s205,
    "S206": s206,
    "S207": s207,
    "S208": s208,
    "I301": i301,
    "I302": i302,
    "I303": i303,
    "I304": i304,
    "D401": d401,
    "D402": d402,
    "D403": d403,
    "D404": d404,
    "D405": d405,
    "E501": e501,
    "E502": e502,
    "E503": e503,
    "E504": e504,
    "C601": c601,
    "C602": c602,
    "C603": c603,
    "L701": l701,
    "L702": l702,
    "L703": l703,
    "L704": l704,
    "P801": p801,
    "P802": p802,
    "P803": p803,
    "P804": p804,
    "X901": x901,
}


def findings(dossier: Dossier, options: Options | None = None) -> set[Found]:
    """What all the rules say, each once."""
    story = Story(dossier, options)
    return {(code, severity, about) for code, rule in RULES.items() for severity, about in rule(story)}
