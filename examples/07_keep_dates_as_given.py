"""
Dates one does not know
=======================

A month is not a day, "about" is not "on", and a comparison may have to answer that it cannot tell.

Texts seldom say exactly when something was. What they do say can be written down exactly, in a notation
called EDTF (Library of Congress, Extended Date/Time Format; ISO 8601-2:2019). A `When` keeps it as written.
"""

# %%
# As precise as the words
# -----------------------
# `earliest` and `latest` are the first and the last day that a date names. `X` is a digit that is not
# known, `?` is uncertain, `~` approximate, `..` an end that is open. Nothing is filled in.

from attribution import Answer, Claim, Document, Dossier, Speaker, Statement, UnresolvedDateError, When

dates = {
    "on 2 May": When("2031-05-02"),
    "in May": When("2031-05"),
    "some day from 10 to 19 May": When("2031-05-1X"),
    "about 8 May": When("2031-05-08~"),
    "from 20 to 25 May": When("2031-05-20/2031-05-25"),
    "since 12 May": When("2031-05-12/.."),
}
for words, when in dates.items():
    print(f"{words:<28} {when!s:<22} {when.earliest} {when.latest}")

# %%
# Yes, no, cannot tell
# --------------------
# `before`, `after` and `by` ("by the end of") answer yes or no only where every day that both dates allow
# agrees. About a date with `?` or `~` nothing is sure. There is no `<`, and an `Answer` cannot stand in an
# `if` by itself: whoever asks must say what becomes of "cannot tell".

print()
for words, when in dates.items():
    print(f"{words} is before 16 May: {when.before(When('2031-05-16')).value}")

if dates["in May"].before(When("2031-05-16")) is not Answer.YES:
    print("so nobody may write that it came first")

# %%
# As printed
# ----------
# `parse_printed` reads a date as newspapers print it, and refuses one that can be read in two ways.

print()
for printed in ("Friday, May 2, 2031", "2nd of May 2031", "May 2031", "05/02/2031", "2 May"):
    try:
        print(f"{printed!r}: {When.parse_printed(printed)}")
    except UnresolvedDateError as error:
        print(f"{printed!r}: {error}")

# %%
# As counted from the day of publication
# --------------------------------------
# "Since last week" is a date only for those who know when the text came out. `resolve` works it out from a
# closed table of phrases. A month of publication is enough for "last year" and not for "yesterday". Where
# the day of publication is not known, nothing is made up: leave the date out.

print()
print("published          2031-05-16    2031-05   unknown")
for phrase in ("yesterday", "since last week", "in recent weeks", "two months ago", "last year", "lately"):
    found = []
    for published in (When("2031-05-16"), When("2031-05"), None):
        try:
            found.append(str(When.resolve(phrase, published=published)))
        except UnresolvedDateError as error:
            found.append("-")
            reason = error
    print(f"{phrase:<18} {found[0]:<13} {found[1]:<9} {found[2]}")
print("the last error:", reason)

# %%
# Looked at, drawn
# ----------------
# A full bar is sure, from end to end. A hatched one is where the date lies, and no more is known; where its
# edge is broken, not even that is sure. An arrow is an open end.

try:
    import matplotlib.pyplot as plt
except ImportError:
    print("no picture without matplotlib: pip install 'attribution-statements[plot]'")
else:
    figure, axes = plt.subplots(figsize=(8, 3), layout="constrained")
    for row, when in enumerate(dates.values()):
        start = when.earliest.day - 0.5 if when.earliest else 0
        stop = when.latest.day + 0.5 if when.latest else 31.5
        sure = "/" in when.text or (when.earliest == when.latest and "~" not in when.text)
        [bar] = axes.barh(row, stop - start, left=start, height=0.5, edgecolor="black")
        bar.set(facecolor="black" if sure else "white", hatch="" if sure else "////")
        bar.set_linestyle("--" if "~" in when.text else "-")
        if when.latest is None:
            axes.annotate("", (33, row), (31, row), arrowprops={"arrowstyle": "-|>", "color": "black"})
    axes.set_yticks(range(len(dates)), [f"{words}  {when}" for words, when in dates.items()])
    axes.set(xlim=(0, 34), xticks=[1, 8, 15, 22, 29], xlabel="day of May 2031")
    axes.invert_yaxis()
    plt.show()

# %%
# What was known by then
# ----------------------
# `as_of` gives a dossier as it stood at the end of a day. A statement counts from when it was `said`, else
# from when its document was published. What no date places at all is kept, or with `undated="drop"` left
# out. Neither is right for every question: to ask who could have known, drop; to lose nothing, keep.

north, south = Speaker(id="north", name="North"), Speaker(id="south", name="South")
leak = Claim(id="leak", text="The levee at Reed Bay leaks.", parties=[north, south], occurred="2031-04~")
leaflet = Document(id="leaflet", title="To all who live at Reed Bay")
paper = Document(id="paper", title="Water at Reed Bay", published="2031-05-02")
dossier = Dossier.of(
    *(north, south, leak, leaflet, paper),
    Statement(id="in the paper", speaker=north, stance="asserts", claim=leak, document=paper),
    Statement(id="in May", speaker=south, stance="asserts", claim=leak, said="2031-05"),
    Statement(id="later", speaker=north, stance="asserts", claim=leak, said="2031-06-01"),
    Statement(id="in a leaflet", speaker=south, stance="asserts", claim=leak, document=leaflet),
)
day = When("2031-05-03")
print("keep:", [statement.id for statement in dossier.as_of(day).statements])
print("drop:", [statement.id for statement in dossier.as_of(day, undated="drop").statements])

# %%
# Exercises
# ---------
# Which `When`, if the text was printed on 16 May 2031, a Friday?
#
# 1. "The pump has stood still since Monday."
# 2. "The levee was built around 1911."
# 3. "It leaked some time ago."

# %%
# Answers
# -------
# 1. `2031-05-12/..`, and `resolve` knows it.
# 2. `1911~`. The words say no more than that.
# 3. None: the field stays empty.

print(When.resolve("since Monday", published=When("2031-05-16")), When("1911~"))
