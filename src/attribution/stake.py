"""Stake: who has something to gain from a claim's being believed, or disbelieved.

Stake is declared by a claim's parties; nobody gets one by speaking.
"""

from collections.abc import Iterable

from attrs import frozen

from attribution.dossier import Dossier
from attribution.model import Claim
from attribution.vocabulary import SpeakerId

__all__ = ["Stake"]


@frozen
class Stake:
    """The bodies with a stake in a claim, one set in each direction."""

    dossier: Dossier
    """What says who belongs to whom."""
    pro: frozenset[SpeakerId]
    """In support: the sides of the parties that are not accused."""
    con: frozenset[SpeakerId]
    """Against: the sides of the accused. Where nobody is accused, both are the sides of all parties."""

    @classmethod
    def of(cls, dossier: Dossier, claim: Claim) -> "Stake":
        """The stake in a claim.

        A body above both an accused and another party (two ministers of one government) counts for
        neither, unless it is itself named as a party.
        """
        accused = frozenset(claim.accused)
        others = frozenset(claim.parties) - accused
        if not accused:
            everybody = _sides(dossier, others)
            return cls(dossier, everybody, everybody)
        pro, con = _sides(dossier, others), _sides(dossier, accused)
        above_both = (pro & con) - accused - others
        return cls(dossier, pro - above_both, con - above_both)

    def holds(self, speaker: SpeakerId, interest: frozenset[SpeakerId]) -> bool:
        """Whether the speaker's camp meets one of the bodies."""
        return not self.dossier.camp(speaker).isdisjoint(interest)

    def is_outside(self, speaker: SpeakerId, interest: frozenset[SpeakerId]) -> bool:
        """Whether the speaker is named and known to have no such stake."""
        return not self.dossier[speaker].anonymous and not self.holds(speaker, interest)


def _sides(dossier: Dossier, speakers: Iterable[SpeakerId]) -> frozenset[SpeakerId]:
    return frozenset[SpeakerId]().union(*(dossier.side(speaker) for speaker in speakers))
