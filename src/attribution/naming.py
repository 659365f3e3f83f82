"""Naming: the id of a record that was given none."""

import msgspec

from attribution.dates import When
from attribution.fields import Checked, fields_of

__all__ = ["derive_id"]


def derive_id(record: Checked) -> None:
    """Give a record that is being made the id that follows from its content.

    It has 16 hexadecimal digits over the fields that differ from their defaults: leaving defaults out
    keeps an id when a later version adds a field.
    """
    import hashlib  # only where an id is left out

    fields = [a for a in fields_of(type(record)) if a.name != "id"]
    content = {a.name: value for a in fields if (value := getattr(record, a.name)) != a.default}
    # A date counts as it is written, not with what is worked out from it.
    written = {name: str(value) if isinstance(value, When) else value for name, value in content.items()}
    encoded = msgspec.json.encode(written, enc_hook=str.__str__, order="sorted")
    digest = hashlib.sha256(encoded).hexdigest()[:16]
    object.__setattr__(record, "id", f"{type(record).__name__.lower()}-{digest}")
