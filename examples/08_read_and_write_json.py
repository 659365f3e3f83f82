"""
JSON, and what an error looks like
==================================

A dossier to a file and back, unchanged; and what the library says to a file that makes no sense.

What is malformed is refused, with every problem at once and the place of each, so that whoever made it, a
person, a program or a language model, can mend all of it in one go.
"""

# %%
# To text and back
# ----------------
# `dumps` writes the records with the names of their own fields, one a line; what has its default is left
# out. `loads` reads them back, and the two dossiers are equal. `digest` is the same for the same content,
# whatever the order of the records.

from pathlib import Path
from tempfile import TemporaryDirectory

from attribution import (
    Claim,
    Dossier,
    InvalidRecordError,
    Speaker,
    Statement,
    check,
    digest,
    dump,
    dump_jsonl,
    dumps,
    iter_jsonl,
    load,
    loads,
)

north = Speaker(id="north", name="Government of North", kind="organization")
south = Speaker(id="south", name="Government of South", kind="organization")
sunk = Claim(id="sunk", text="South sank the ferry.", accused=[south], parties=[north])
dossier = Dossier.of(
    *(north, south, sunk),
    Statement(id="s1", speaker=north, stance="asserts", claim=sunk, said="2031-05"),
    Statement(id="s2", speaker=south, stance="denies", claim=sunk, said="2031-05-03"),
    title="The ferry",
)
text = dumps(dossier)
print(text)
print("the same:", loads(text) == dossier)
print("digest:", digest(dossier)[:16], "...")

# %%
# Everything that is wrong, and where
# -----------------------------------
# The text below has seven mistakes, each of a kind that happens. Nothing is coerced: a number is not a
# name, and `null` is not a text. One error tells all. A path is read from the left: `$` is the document,
# `claims[0]` the first claim in it. Where a word is close to one of the format's, that one is named.

wrong = """
{"format": "attribution/1",
 "speakers": [{"id": "north", "name": 7},
              {"id": "south", "name": "Government of South", "kind": "organisation"}],
 "claims": [{"id": "sunk", "text": " ", "acused": ["south"], "occurred": "last week"}],
 "statements": [{"speaker": "nort", "stance": "assert", "claim": "sunk"}]}
"""
print()
try:
    loads(wrong)
except InvalidRecordError as error:
    problems = error.problems
    print(error)

# %%
# A program finds the same in `error.problems`, with a path and a message for each: send them back to
# whoever, or whatever, wrote the text.

print("path:   ", problems[2].path)
print("message:", problems[2].message)

# %%
# Records that are made in Python are checked in the same way, with the names of the fields as paths. A
# mistake of this kind is also a `ValueError`.

try:
    Statement(id="s3", speaker=north, stance="withdraws", claim=sunk, said="3 May 2031")
except ValueError as error:
    print(error)

# %%
# Weak is not malformed
# ---------------------
# An accusation without a word of evidence makes sense, so it is read without a word of complaint. That it
# is weak is for `check` to say: errors and findings never mix.

print([finding.code for finding in check(loads(text))])

# %%
# Files
# -----
# `load` and `dump` do the same with files. Whoever reads a file that is being saved finds the old one or
# the new one, whole. A file that is no dossier is not overwritten, unless `overwrite=True` says so. By
# hand, TOML and YAML are easier to write. `load` reads them by the ending of the name, YAML with the extra
# `attribution-statements[yaml]`, and names the line of each problem.

in_toml = """\
format = "attribution/1"

[[speakers]]
id = "north"
name = "Government of North"
kind = "organisation"
"""
folder = TemporaryDirectory()
path = Path(folder.name, "ferry.json")
dump(dossier, path)
print()
print("the same again:", load(path) == dossier)
path = Path(folder.name, "ferry.toml")
path.write_text(in_toml, encoding="utf-8")
try:
    load(path)
except InvalidRecordError as error:
    print(error)

# %%
# One record a line
# -----------------
# JSON Lines is for what comes in a stream, or is too long to hold at once: a record on each line. With
# `errors="collect"` all that can be read is read, and one error at the end has the rest, line by line.

path = Path(folder.name, "ferry.jsonl")
dump_jsonl(dossier, path)
with path.open("a", encoding="utf-8") as file:
    file.write('{"record": "speaker", "id": "west"}\n')
print()
try:
    for record in iter_jsonl(path, errors="collect"):
        print(type(record).__name__)
except InvalidRecordError as error:
    print(error)
folder.cleanup()
