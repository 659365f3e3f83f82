"""
A first statement
=================

A mayor accuses a neighbour of shelling, the neighbour denies it, and a video is kept back.
"""

from attribution import Claim, Dossier, Evidence, Speaker, Statement, assess, check

north = Speaker(id="north", name="Government of North", kind="organization")
south = Speaker(id="south", name="Government of South", kind="organization")
mayor = Speaker(id="mayor", name="Mayor Ana Brook", kind="individual", member_of=[north])

shelling = Claim(id="c1", text="South shelled Ferry Street.", accused=[south], parties=[north])

dossier = Dossier.of(
    north,
    south,
    mayor,
    shelling,
    Statement(speaker=mayor, stance="asserts", claim=shelling, cue="said"),
    Statement(speaker=south, stance="denies", claim=shelling, cue="denied"),
    Evidence(
        description="drone video", kind="video", availability="withheld", supports=[shelling], provider=north
    ),
)

print("verdict:", assess(dossier, shelling).verdict)
for finding in check(dossier):
    print(finding.code, finding.severity, finding.message)
    print("remedy:", finding.remedy)
