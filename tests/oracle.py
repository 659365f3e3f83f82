"""A second, slow and obvious reading of the assessment, to hold the library against.

It reads the plain fields of the records and nothing else: no side, camp, index or lineage of the library.
"""

from collections.abc import Iterable
from functools import cached_property
from itertools import combinations, product

from attrs import frozen

from attribution import Claim, Document, Dossier, Evidence, Options, Speaker, Statement, When

__all__ = ["TABLE", "Coordinates", "Story", "assessed", "content"]

TABLE = (
    ("unattributed", "disputed", "contradicted", "refuted"),
    ("asserted_only", "disputed", "contradicted", "refuted"),
    ("evidence_unseen", "disputed", "contradicted", "refuted"),
    ("partisan", "contested", "contested", "refuted"),
    ("single_source", "contested", "contested", "contested"),
    ("corroborated", "corroborated", "contested", "contested"),
)


@frozen
class Coordinates:
    """What the oracle says of a claim."""

    pro: int
    con: int
    verdict: str
    denied: bool
    acknowledged: bool
    presumed_independence: bool
    speakers: frozenset[str]
    sides: frozenset[str]


class Story:
    """The records of a dossier, and the words of section 3 over them."""

    def __init__(self, dossier: Dossier, options: Options | None = None) -> None:
        self.options = options or Options()
        self.speakers: dict[str, Speaker] = {s.id: s for s in dossier.speakers}
        self.documents: dict[str, Document] = {d.id: d for d in dossier.documents}
        self.claims: dict[str, Claim] = {c.id: c for c in dossier.claims}
        self.statements: dict[str, Statement] = {s.id: s for s in dossier.statements}
        self.evidence: dict[str, Evidence] = {e.id: e for e in dossier.evidence}

    @cached_property
    def replaced(self) -> set[str]:
        """The statements that another one replaces."""
        return {old for s in self.statements.values() for old in s.replaces}

    # Speakers

    def side(self, speaker: str) -> set[str]:
        """The speaker and all that it is a member of, transitively."""
        found = {speaker}
        for body in self.speakers[speaker].member_of:
            found |= self.side(body)
        return found

    def camp(self, speaker: str) -> set[str]:
        """Its side, and the sides of those that anyone in it is aligned with, read both ways."""
        found = self.side(speaker)
        for one in self.side(speaker):
            for other in self.speakers:
                if other in self.speakers[one].aligned_with or one in self.speakers[other].aligned_with:
                    found |= self.side(other)
        return found

    def voice(self, s: Statement) -> str | None:
        """The speaker; the publisher where narration names nobody."""
        if s.speaker is None and s.mode == "narrated" and s.document is not None:
            return self.documents[s.document].publisher
        return s.speaker

    # Statements

    def live(self, claim: str, stance: str) -> list[Statement]:
        """The live statements of that stance on the claim."""
        return [
            s
            for s in self.statements.values()
            if s.claim == claim and s.stance == stance and s.id not in self.replaced
        ]

    def every(self, *stances: str) -> list[Statement]:
        """The live statements on whatever claim, of these stances or of any."""
        return [
            s
            for s in self.statements.values()
            if s.id not in self.replaced and (not stances or s.stance in stances)
        ]

    def date(self, s: Statement) -> When | None:
        """When it was said, else when its document was published."""
        if s.said is None and s.document is not None:
            return self.documents[s.document].published
        return s.said

    def known(self, s: Statement) -> bool:
        """By a known speaker; narration only with basis observed."""
        return self.voice(s) is not None and (s.mode != "narrated" or s.basis == "observed")

    def vouching(self, claim: str) -> list[Statement]:
        """The live statements that assert the claim, by known speakers."""
        return [s for s in self.live(claim, "asserts") if self.known(s)]

    def denying(self, claim: str) -> list[Statement]:
        """The live statements that deny the claim, by known speakers."""
        return [s for s in self.live(claim, "denies") if self.known(s)]

    def vouchers(self, claim: str) -> set[str]:
        """The speakers that vouch for the claim."""
        return {voice for s in self.vouching(claim) if (voice := self.voice(s)) is not None}

    # Claims

    def linked(self, claim: str, kind: str) -> set[str]:
        """The claims linked to this one by that kind, in either direction."""
        return self.links_to(claim, kind) | self.links_from(claim, kind)

    def links_from(self, claim: str, kind: str) -> set[str]:
        """The claims that this one links to."""
        return {link.claim for link in self.claims[claim].links if link.kind == kind}

    def links_to(self, claim: str, kind: str) -> set[str]:
        """The claims that link to this one."""
        return {c.id for c in self.claims.values() if claim in self.links_from(c.id, kind)}

    def in_stake(self, claim: str, *, against: bool) -> set[str]:
        """The sides of the parties in a stake, without the bodies above both sides."""
        c = self.claims[claim]
        others = set(c.parties) - set(c.accused)
        accused = self.sides(c.accused)
        shared = (self.sides(others) & accused) - set(c.parties)
        stake = set(c.accused) if against else others
        return self.sides(stake if c.accused else c.parties) - shared

    def sides(self, speakers: Iterable[str]) -> set[str]:
        """The sides of several, together."""
        return {body for speaker in speakers for body in self.side(speaker)}

    def has_stake(self, speaker: str, claim: str, *, against: bool) -> bool:
        """Whether the speaker's camp meets the side of a party in the stake."""
        return not self.camp(speaker).isdisjoint(self.in_stake(claim, against=against))

    # Evidence

    def items(self, claim: str, *, against: bool) -> list[Evidence]:
        """The items that bear on the claim in that direction; retracted ones do not."""
        return [
            e
            for e in self.evidence.values()
            if e.retracted is None and claim in (e.undermines if against else e.supports)
        ]

    def below(self, item: str) -> set[str]:
        """All that an item derives from, itself only where it is in a loop."""
        found: set[str] = set()
        waiting = list(self.evidence[item].derived_from)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.evidence[one].derived_from
        return found

    def leads_into_loop(self, item: str) -> bool:
        """Whether the item, or one that it derives from, derives from itself."""
        return any(one in self.below(one) for one in {item} | self.below(item))

    def roots(self, item: str) -> set[str]:
        """The ends of derived_from."""
        return {one for one in {item} | self.below(item) if not self.evidence[one].derived_from}

    def is_usable(self, e: Evidence) -> bool:
        """Whether it can be seen, stands, and rests on something that stands."""
        return (
            e.availability in ("published", "inspected")
            and e.retracted is None
            and not self.leads_into_loop(e.id)
            and any(self.evidence[root].retracted is None for root in self.roots(e.id))
        )

    def usable(self, claim: str, *, against: bool = False) -> list[Evidence]:
        """The usable items on the claim in that direction."""
        return [e for e in self.items(claim, against=against) if self.is_usable(e)]

    def mark(self, item: str) -> tuple[object, ...]:
        """Equal for items of one digest, and without a digest for items alike in all but their ids."""
        e = self.evidence[item]
        return ("digest", e.digest) if e.digest is not None else content(e)

    def outsiders(self, e: Evidence, claim: str, *, against: bool) -> tuple[bool, list[str]]:
        """Whether the provider is named and without a stake, and the verifiers that are."""

        def outside(speaker: str) -> bool:
            is_named = not self.speakers[speaker].anonymous
            return is_named and not self.has_stake(speaker, claim, against=against)

        by_provider = e.provider is not None and outside(e.provider)
        return by_provider, [v for v in e.verified_by if outside(v)]

    def origin_sets(self, e: Evidence, claim: str, *, against: bool) -> list[set[object]]:
        """The origin sets that an item from outside can have, one for each choice."""
        fixed: set[object] = {self.mark(e.id)}
        for one in {e.id} | self.roots(e.id):
            fixed |= {self.mark(one)} if one in self.roots(e.id) else set()
            provider = self.evidence[one].provider
            if provider is not None:
                fixed |= self.side(provider)
        by_provider, verifiers = self.outsiders(e, claim, against=against)
        if by_provider:
            return [fixed]
        return [fixed | self.side(v) for v in verifiers]

    def separate_pairs(self, claim: str, *, against: bool) -> list[tuple[Evidence, Evidence]]:
        """The pairs of usable items from outside that have separate origins."""
        return [
            (a, b)
            for a, b in combinations(self.usable(claim, against=against), 2)
            if any(
                x.isdisjoint(y)
                for x, y in product(
                    self.origin_sets(a, claim, against=against), self.origin_sets(b, claim, against=against)
                )
            )
        ]

    def rung(self, claim: str, *, against: bool) -> int:
        """The highest rung whose condition holds."""
        usable = self.usable(claim, against=against)
        if self.separate_pairs(claim, against=against):
            return 5
        if any(self.origin_sets(e, claim, against=against) for e in usable):
            return 4
        if usable:
            return 3
        if self.items(claim, against=against):
            return 2
        if against:
            voices = self.denying(claim) + [
                s for other in self.linked(claim, "contradicts") for s in self.vouching(other)
            ]
        else:
            voices = self.vouching(claim)
        return 1 if voices else 0

    def pro(self, claim: str) -> int:
        """How far up the claim is carried."""
        return self.rung(claim, against=False)

    def con(self, claim: str) -> int:
        """How far up its opposite is carried."""
        return self.rung(claim, against=True)

    def is_retracted(self, claim: str) -> bool:
        """Somebody vouched, every one who did has withdrawn, and no usable item supports."""
        vouched = [
            s
            for s in self.statements.values()
            if s.claim == claim and s.stance == "asserts" and self.known(s)
        ]
        return (
            bool(vouched)
            and not self.usable(claim)
            and all(
                self.has_withdrawn([s for s in vouched if self.voice(s) == speaker])
                for speaker in map(self.voice, vouched)
            )
        )

    def has_withdrawn(self, vouched: list[Statement]) -> bool:
        """Whether none of these stands, and one was withdrawn, at once or after corrections."""
        replacing = {new for s in vouched for new in self.replacing(s.id)}
        return all(s.id in self.replaced for s in vouched) and any(
            new.stance == "withdraws" and new.claim == vouched[0].claim for new in replacing
        )

    def replacing(self, statement: str) -> set[Statement]:
        """What replaces a statement, and what replaces that."""
        found = {s for s in self.statements.values() if statement in s.replaces}
        return found | {newer for new in found for newer in self.replacing(new.id)}

    def is_acknowledged(self, claim: str) -> bool:
        """Whether the reader is told, by narration or by somebody with no stake on either side."""
        told = self.live(claim, "questions")
        for other in self.links_to(claim, "faults"):
            if self.claims[other].kind == "sourcing":
                told += self.live(other, "asserts")
        for s in told:
            voice = self.voice(s)
            if s.mode == "narrated":
                return True
            if voice is not None and not any(
                self.has_stake(voice, claim, against=against) for against in (False, True)
            ):
                return True
        return False

    def is_presumed(self, claim: str) -> bool:
        """Rung 5, and in every pair some item has no declared origin or no known provider."""
        pairs = self.separate_pairs(claim, against=False)

        def declared(e: Evidence) -> bool:
            return (bool(e.derived_from) or e.original) and e.provider is not None

        return bool(pairs) and not any(declared(a) and declared(b) for a, b in pairs)

    def opinion_like(self, claim: str) -> bool:
        """Of kind opinion, background or sourcing."""
        return self.claims[claim].kind in ("opinion", "background", "sourcing")


def content(e: Evidence) -> tuple[object, ...]:
    """All that an item holds but its id."""
    return (
        *(e.description, e.kind, e.availability, e.supports, e.undermines, e.provider, e.verified_by),
        *(e.derived_from, e.original, e.document, e.locator, e.digest, e.created, e.released, e.retracted),
    )


def assessed(dossier: Dossier, claim: str) -> Coordinates:
    """The whole assessment of one claim."""
    story = Story(dossier)
    pro, con = story.pro(claim), story.con(claim)
    voices = story.vouchers(claim)
    return Coordinates(
        pro=pro,
        con=con,
        verdict="retracted" if story.is_retracted(claim) else TABLE[pro][max(con, 2) - 2],
        denied=bool(story.denying(claim)),
        acknowledged=story.is_acknowledged(claim),
        presumed_independence=story.is_presumed(claim),
        speakers=frozenset(voices),
        sides=frozenset(body for body in story.sides(voices) if not story.speakers[body].member_of),
    )
