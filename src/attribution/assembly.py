"""Assembly: a dossier of records that are known to be sound, each alone."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attribution.dossier import Dossier
from attribution.integrity import KINDS, hold_together
from attribution.model import Record, Waiver

__all__ = ["put_together"]


def put_together(title: str | None, sections: Mapping[str, Iterable[Record | Waiver]]) -> Dossier | None:
    """The dossier of records that are known to be sound, each alone; `None` where they do not fit together.

    What is known already is not checked again: that every list holds what it should, and that all
    references resolve among the ids that the records have.
    """
    dossier = object.__new__(Dossier)
    for name in (*KINDS, "waivers"):
        object.__setattr__(dossier, name, tuple(sections.get(name, ())))
    object.__setattr__(dossier, "title", title)
    object.__setattr__(dossier, "unknown", MappingProxyType({}))
    by_id: dict[str, Record] = {record.id: record for name in KINDS for record in getattr(dossier, name)}
    object.__setattr__(dossier, "_by_id", by_id)
    is_sound = (
        len(dossier) == sum(len(getattr(dossier, name)) for name in KINDS)
        and all(subject in dossier for waiver in dossier.waivers for subject in waiver.subjects)
        and hold_together(dossier.speakers, dossier.documents, dossier.claims, dossier.statements, by_id)
    )
    return dossier if is_sound else None
