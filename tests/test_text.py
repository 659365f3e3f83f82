"""What `verify` finds in texts, what `Source` finds there, and how both read a text."""

from collections.abc import Callable
from hashlib import sha256
from typing import Literal, cast
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from attribution import (
    Claim,
    Document,
    DocumentId,
    Dossier,
    InvalidRecordError,
    Problem,
    Span,
    Statement,
    StatementId,
    UnknownIdError,
)
from attribution.folding import fold
from attribution.text import Coverage, Fault, Mismatch, Passage, Skipped, Source, Texts, cover, verify
from attribution.wording import places

CLAIM = Claim(id="c1", text="The bridge is closed.")
WIRE = Document(id="wire", title="Bridge closed")
TEXT = "“The bridge is closed,” Ada Fenn said on Monday. “We closed it.”"
OTHERS = " ".join(f"word{n} and so on," for n in range(3000))


def said(quote: str | None, *spans: Span, name: str = "s1", document: str | None = "wire") -> Statement:
    """A statement with that quote at those spans."""
    return Statement(
        id=name,
        stance="asserts",
        claim=CLAIM,
        document=None if document is None else DocumentId(document),
        mode="direct",
        quote=quote,
        spans=spans,
    )


def file(*statements: Statement, document: Document = WIRE) -> Dossier:
    """A dossier of those statements in one document."""
    return Dossier.of(CLAIM, document, *statements)


def found(text: str, quote: str) -> list[str]:
    """What stands where the quote is found."""
    return [text[span.start : span.end] for span in Source(text).find(quote)]


# What folds


@pytest.mark.parametrize(
    ("text", "quote", "stretch"),
    [
        ("so “yes” it", '"yes"', "“yes”"),
        ('so "yes" it', "„yes‟", '"yes"'),
        ("so «yes» it", "“yes”", "«yes»"),
        ("so ‘yes’ it", "'yes'", "‘yes’"),
        ("it isn’t so", "isn't", "isn’t"),
        ("it isn't so", "isnʼt", "isn't"),
        ("a two‑way street", "two-way street", "two‑way street"),
        ("we \n\t left", "we left", "we \n\t left"),
        ("we left", "we\u00a0\u2028left", "we left"),
        ("we\u00a0left", " we left ", "we\u00a0left"),
        ("we \u200b left", "we left", "we \u200b left"),
        ("so pro\u00advo\u00adca\u00adtion it", "provocation", "pro\u00advo\u00adca\u00adtion"),
        ("so provocation it", "\ufeffprovo\u200bcation\u200e", "provocation"),
        ("\u200bso\u200b it", "so", "so"),
        ("so cafe\u0301 it", "café", "cafe\u0301"),
        ("so café it", "cafe\u0301", "café"),
        ("so caf\u00ade\u200d\u0301 it", "café", "caf\u00ade\u200d\u0301"),
        ("e\u0302\u0323", "ệ", "e\u0302\u0323"),
        ("два и\u0306 дня", "два й", "два и\u0306"),
        ("각 ᄀ", "\u1100\u1161\u11a8", "각"),
        ("wait… now", "wait... now", "wait… now"),
        ("wait... now", "wait… now", "wait... now"),
        ("ﬁre ① ＡＢ", "fire 1 AB", "ﬁre ① ＡＢ"),
        ("ŉ ¨ \u1fed", "'n ¨ ¨\u0300", "ŉ ¨ \u1fed"),
        ("half 5″ and 3′", "half 5\" and 3'", "half 5″ and 3′"),
        ("nul\0nul", "l\0n", "l\0n"),
    ],
)
def test_what_looks_alike_folds(text: str, quote: str, stretch: str) -> None:
    """A quote is found where the text looks like it, and the span counts the text's own code points."""
    assert found(text, quote) == [stretch]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("The bridge", "the bridge"),
        ("STRASSE", "straße"),
        ("a – b", "a - b"),
        ("‘no’", "“no”"),
        ("café", "cafe"),
        ("caf", "café"),
        ("wait…", "wait."),
        ("ﬁ", "f"),
        ("각", "가"),
        ("a b", "ab"),
        ("m² ", "m3"),
        ("", "a"),
        ("a", "aa"),
        ("a", ""),
        ("a", "\u200b"),
        ("a", " "),
        ("a", "[...]"),
        ("a", "\ud800"),
    ],
)
def test_what_does_not_look_alike_does_not_fold(text: str, quote: str) -> None:
    """Case, dashes, accents and parts of one character tell two texts apart."""
    assert found(text, quote) == []


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("cafe\u0301", "cafe"),
        ("cafe\u0301", "\u0301"),
        ("a\u200bb", "\u200b"),
        ("a  b", "  "),
        ("[...]", "[...]"),
    ],
)
def test_what_stands_there_as_it_is_is_found(text: str, quote: str) -> None:
    """A quote that cuts a character, or shows nothing, is found where its code points stand."""
    assert found(text, quote) == [quote]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_fold_knows_no_normal_forms(form: Literal["NFC", "NFD"]) -> None:
    """Every character folds as its canonical forms do, and what is folded does not change again."""
    chars = [chr(n) for n in (*range(0x3400), *range(0xAC00, 0xAE00), *range(0xF900, 0x10000))]
    changed = [
        char
        for char in chars
        if fold(normalize(form, char)).text != fold(char).text
        or fold(fold(char).text).text != fold(char).text
    ]

    assert changed == []


def test_marks_without_end_fold() -> None:
    """A character with a million marks that are out of order takes no time in the square of them."""
    text = "a" + "\u0301\u0323" * 500_000

    assert fold(text).text.count("\u0301") > 400_000


# Words left out


@pytest.mark.parametrize(
    ("text", "quote", "stretch"),
    [
        ("We left the town at dawn.", "We left [...] at dawn.", "We left the town at dawn."),
        ("We left the town at dawn.", "We left […] at dawn.", "We left the town at dawn."),
        ("We left the town at dawn.", "We [. . .] town [...] dawn", "We left the town at dawn"),
        ("We left at dawn.", "We left[...]at dawn.", "We left at dawn."),
        ("We left [...] at dawn.", "We left [...] at dawn.", "We left [...] at dawn."),
        ("We left at dawn.", "[...] at dawn [...]", "at dawn"),
        ("so a b and a c then", "a [...] c", "a c"),
        ("so a c and c", "a [...] c", "a c"),
        (f"a b{'.' * 900} b{'.' * 900} c", "a [...] b [...] c", f"a b{'.' * 900} b{'.' * 900} c"),
        ("a" * 200, "a" + "[...]a" * 150, "a" * 151),
    ],
)
def test_ellipsis_stands_for_words_left_out(text: str, quote: str, stretch: str) -> None:
    """The parts of a quote with an ellipsis are found in order, as near to each other as they stand."""
    assert found(text, quote)[0] == stretch


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("at dawn we left", "we left [...] at dawn"),
        (f"we left {'x' * 1000} at dawn", "we left [...] at dawn"),
        ("we left", "we left [...] at dawn"),
        ("we left", "we left [...] left"),
        ("we left at dawn", "we left ... at dawn"),
        ("we left at dawn", "we left (...) at dawn"),
    ],
)
def test_ellipsis_is_no_wildcard(text: str, quote: str) -> None:
    """Parts that are out of order, overlap or stand too far apart are not found, nor is another ellipsis."""
    assert found(text, quote) == []


def test_ellipsis_finds_every_place() -> None:
    """A quote with an ellipsis has one place for each of its starts that is near enough to an end."""
    assert Source("a b. a b b. b a").find("a [...] b") == (Span(0, 3), Span(5, 8))


# Where quotes are looked up


def test_find_gives_places_that_overlap() -> None:
    """Places may overlap, as each of them is one that may be meant."""
    assert Source("no, no, no").find("no, no") == (Span(0, 6), Span(4, 10))


def test_find_gives_so_many_places() -> None:
    """A quote that stands everywhere is found at its first hundred places, or as many as are asked for."""
    source = Source("a" * 5000)

    assert [len(source.find("a")), len(source.find("a", most=2)), len(source.find("a", most=None))] == [
        100,
        2,
        5000,
    ]


@given(
    st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=12), st.integers(0, 5), st.integers(0, 45)
)
def test_places_are_all_places(text: str, phrase: str, start: int, end: int) -> None:
    """Every place of a phrase in a stretch is found, also where phrase and text repeat themselves."""
    expected = [
        at for at in range(start, min(end, len(text)) - len(phrase) + 1) if text.startswith(phrase, at)
    ]

    assert list(places(text, phrase, start, end)) == expected


@pytest.mark.parametrize(
    "quote",
    [
        "so on, word1234 and so on",
        "so on, WORD1234 and so on",
        "o on, word1234 an",
        "on, word99999 and",
        "word1234",
        "word1234 an",
        "ord123",
        "RD123",
        "rd1",
        "xyz",
        "and so on,",
        ",",
        "word0 and so",
        "so on,",
        f"{OTHERS[100:20_000]}",
        f"{OTHERS[100:20_000]}!",
    ],
)
def test_long_texts_are_searched_as_short_ones_are(quote: str) -> None:
    """In a text so long that its index is used, a quote has the places that a plain search gives."""
    expected = [at for at in range(len(OTHERS)) if OTHERS.startswith(quote, at)]

    assert [span.start for span in Source(OTHERS).find(quote, most=None)] == expected


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (f"ΟΔΟΣΑ {OTHERS}", "ΔΟΣ", (Span(1, 4),)),
        (f"{'ab' * 600} {OTHERS}", "ba" * 599, (Span(1, 1199),)),
        (f"{'İ' * 9} abab {OTHERS}", "ab", (Span(10, 12), Span(12, 14))),
        (f"{OTHERS}桥关闭了{OTHERS}", "桥关", (Span(len(OTHERS), len(OTHERS) + 2),)),
    ],
)
def test_pieces_of_words_are_found_in_long_texts(text: str, quote: str, expected: tuple[Span, ...]) -> None:
    """The index knows where a piece of a word stands, whatever happens to its case, length or script."""
    assert Source(text).find(quote) == expected


def test_one_character_without_end_is_searched() -> None:
    """Five million times one character is a text like any other."""
    source = Source("a" * 5_000_000)

    assert source.find("a" * 2_000_000, most=2) == (Span(0, 2_000_000), Span(1, 2_000_001))
    assert source.find("a" * 5_000_001) == ()
    assert source.find("a [...] a [...] b") == ()
    assert source.nearest("a b") is None


def test_quotes_longer_than_the_text_are_not_found() -> None:
    """A quote may be longer than its text; what it has in common with it is near."""
    source = Source("We left.")

    assert source.find("We left. " * 100) == ()
    assert source.nearest("We left. " * 100) == Passage(span=Span(0, 7), text="We left")


@pytest.mark.parametrize("text", ["\ud800", None, 3, b"text"])
def test_source_takes_only_texts(text: str) -> None:
    """What is no text, or no Unicode text, is refused."""
    with pytest.raises(InvalidRecordError, match=r"Source: text must"):
        Source(text)


@given(st.text(max_size=60), st.data())
def test_what_is_cut_from_a_text_is_found(text: str, data: st.DataObject) -> None:
    """A quote cut out of a text anywhere is found in it, unless it has an ellipsis that is more than one."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assume(start < end)

    assert Source(text).find(text[start:end])


TOKENS = {
    " ": (" ", "\u00a0", "\n\n", " \u200b\t"),
    '"': ('"', "“", "”", "«"),
    "'": ("'", "’", "ʼ"),
    "é": ("é", "e\u0301", "e\u00ad\u0301"),
    "й": ("й", "и\u0306"),
    "...": ("...", "…"),
    "fi": ("fi", "ﬁ"),
    "a": ("a", "a\u00ad", "\u200ba", "ａ"),
    "E": ("E",),
    ",": (",", "，"),
    "\0": ("\0",),
}


@st.composite
def written(draw: st.DrawFn, tokens: list[str]) -> str:
    """One of the ways in which tokens may be written."""
    return "".join(draw(st.sampled_from(TOKENS[token])) for token in tokens)


@given(st.lists(st.sampled_from([*TOKENS]), min_size=1, max_size=30), st.data())
def test_what_is_written_otherwise_is_found(tokens: list[str], data: st.DataObject) -> None:
    """A piece of a text, each of them written in one of many ways, is found where the text folds to it."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(tokens))] * 2)))
    assume({*tokens[start:end]} - {" "})
    text, quote = data.draw(written(tokens)), data.draw(written(tokens[start:end]))

    spans = Source(text).find(quote)

    assert spans
    assert {fold(text[span.start : span.end]).text for span in spans} == {fold(quote).text.strip(" ")}


# The nearest passage


@pytest.mark.parametrize(
    ("quote", "near"),
    [
        ("We shut it.", "We closed it"),
        ("the bridge IS closed", "The bridge is closed"),
        ("A bridge is open, Ada Fenn says", "The bridge is closed,” Ada Fenn said"),
        ("The bridge closed", "The bridge is closed"),
        ("Fenn said [...] Tuesday", "Fenn said on"),
        ("no word of it", "Monday. “We closed it"),
        ("one two three The", "The"),
        ("it now and then", "it"),
        ("!", None),
        ("nothing", None),
    ],
)
def test_nearest_is_the_passage_most_alike(quote: str, near: str | None) -> None:
    """The passage with the most words of a quote in their order is near, with as many words around."""
    passage = Source(TEXT).nearest(quote)

    assert (passage and passage.text) == near


def test_nearest_has_its_span() -> None:
    """The span of the passage counts the text's own code points, whole characters only."""
    text = "so\u00ad  we lef\u0302t\u0302 at dawn"

    assert Source(text).nearest("we lef\u0302t\u0302 at noon") == Passage(span=Span(5, 22), text=text[5:])


def test_nearest_reads_scripts_without_spaces() -> None:
    """Where words are not spaced, characters count as words."""
    passage = Source("官员说桥已经关闭了。").nearest("桥已经开放了")

    assert passage == Passage(span=Span(3, 9), text="桥已经关闭了")


@pytest.mark.parametrize("quote", ["on, word1234 und so on, word1235", "and so on, word2999 and SO on"])
def test_nearest_is_found_in_long_texts(quote: str) -> None:
    """Rare words tell where a quote belongs among thousands of common ones."""
    passage = Source(OTHERS).nearest(quote)

    assert passage is not None
    assert passage.text == quote.replace("und", "and").replace("SO", "so")


def test_nearest_of_a_long_quote_is_as_long() -> None:
    """A quote of hundreds of words is aligned by its first words, and its passage is as long."""
    text = " ".join(f"n{n}" for n in range(1000))
    start, end = text.index("n200"), text.index(" n700")

    passage = Source(text).nearest(text[start:end].replace("n650", "m650"))

    assert passage == Passage(span=Span(start, end), text=text[start:end])


# Statements


@pytest.mark.parametrize(
    "statement",
    [
        said(None),
        said(None, Span(0, len(TEXT))),
        said("The bridge is closed,"),
        said('"The bridge is closed," Ada', Span(0, 40)),
        said("The bridge is closed", Span(0, 24)),
        said("The bridge is closed", Span(10, 21), Span(0, 10)),
        said("The bridge is closed", Span(1, 12), Span(0, 30), Span(5, 9)),
        said("The bridge is closed We closed it", Span(0, 23), Span(49, 64)),
        said("The bridge is closed, We closed it.", Span(0, 23), Span(25, 30), Span(49, 64)),
        said("The [...] closed [...] We [...] it.", Span(0, 23), Span(49, 64)),
        said("We"),
    ],
)
def test_quotes_that_stand_there_are_fine(statement: Statement) -> None:
    """Nothing is said of a quote in one place, within a span, or word by word over several."""
    assert verify(file(statement), {"wire": TEXT}) == ()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            said("The bridge is open"),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.NOT_FOUND,
                message="quote must stand in the text, got 'The bridge is open'; "
                "nearest is 'The bridge is closed' at 1:21",
                nearest=Passage(span=Span(1, 21), text="The bridge is closed"),
            ),
        ),
        (
            said("Nothing", Span(0, 10)),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.NOT_FOUND,
                message="quote must stand in the text, got 'Nothing'",
            ),
        ),
        (
            said("closed"),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.FOUND_TWICE,
                message="quote must stand once in the text or have a span, got 'closed', "
                "found at 15:21, 53:59",
                found=(Span(15, 21), Span(53, 59)),
            ),
        ),
        (
            said("d"),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.FOUND_TWICE,
                message="quote must stand once in the text or have a span, got 'd', "
                "found at 8:9, 20:21, 25:26, 36:37, 44:45 and more",
                found=tuple(Span(n, n + 1) for n in (8, 20, 25, 36, 44, 58)),
            ),
        ),
        (
            said("closed", Span(0, 15), Span(14, 20)),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.NOT_AT_SPAN,
                message="quote must stand at 0:15, 14:20 of the text, got 'closed', found at 15:21, 53:59",
                found=(Span(15, 21), Span(53, 59)),
            ),
        ),
        (
            said(None, Span(0, 64), Span(60, 65), Span(99, 100)),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.OUT_OF_RANGE,
                message="60:65, 99:100 must lie within the text, which is 64 code points long",
            ),
        ),
        (
            said("We closed it", Span(50, 99)),
            Mismatch(
                subject=StatementId("s1"),
                document=DocumentId("wire"),
                fault=Fault.OUT_OF_RANGE,
                message="50:99 must lie within the text, which is 64 code points long",
                found=(Span(50, 62),),
            ),
        ),
    ],
)
def test_faults_of_statements_are_told_apart(statement: Statement, expected: Mismatch) -> None:
    """Not found, found twice, not at its span and out of range each say where, and what is near."""
    assert verify(file(statement), {"wire": TEXT}) == (expected,)


def test_a_span_out_of_range_and_a_quote_not_found_are_two_faults() -> None:
    """A statement whose quote stands nowhere and whose span ends after the text has both faults."""
    found = verify(file(said("The bridge is open", Span(0, 99))), {"wire": TEXT})

    assert [each.fault for each in found] == [Fault.NOT_FOUND, Fault.OUT_OF_RANGE]


@pytest.mark.parametrize(
    ("quote", "spans", "is_held"),
    [
        ("closed on Monday", [Span(0, 21), Span(35, 48)], True),
        ("bridge is closed it", [Span(0, 21), Span(50, 64)], True),
        ("bridge is closed We clo", [Span(0, 21), Span(50, 64)], True),
        ("We closed it The bridge", [Span(0, 21), Span(50, 64)], False),
        ("The [...] We [...] bridge", [Span(0, 21), Span(50, 64)], False),
        ("The bridge is close We", [Span(0, 21), Span(50, 64)], False),
        ("The bridge losed it", [Span(0, 21), Span(50, 64)], False),
        ("The bridge is closed We", [Span(0, 21)], False),
        ("The bridge", [], False),
        ("", [Span(0, 21)], False),
    ],
)
def test_a_quote_over_several_spans_goes_on_word_by_word(
    quote: str, spans: list[Span], is_held: bool
) -> None:
    """A quote may break off between spans only after a whole word, and keeps the order of the text."""
    assert Source(TEXT).holds(quote, spans) is is_held


def test_a_quote_that_cuts_no_word_in_one_place_is_unique() -> None:
    """A short quote is not found twice because it also stands inside longer words."""
    dossier = file(said("No"))

    assert verify(dossier, {"wire": "No, Nobody knows. November."}) == ()
    assert [each.found for each in verify(dossier, {"wire": "No, Nobody. No."})] == [
        (Span(0, 2), Span(12, 14))
    ]
    assert [each.fault for each in verify(dossier, {"wire": "No" + " Nobody" * 200})] == [Fault.FOUND_TWICE]


@given(st.text(min_size=1, max_size=60), st.data())
def test_what_is_cut_from_a_text_at_its_span_is_never_reported(text: str, data: st.DataObject) -> None:
    """A quote that is the text at its span has no fault, wherever it cuts."""
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    assume(start < end)
    assume(not text[start:end].isspace())

    assert verify(file(said(text[start:end], Span(start, end))), {"wire": text}) == ()


@given(st.permutations(range(8)))
def test_order_does_not_matter(order: list[int]) -> None:
    """The same statements in any order have the same faults, in the same order."""
    quotes = ["closed", "The bridge", "open", "We", "Ada [...] it", "d", "Fenn!", "closed it"]
    statements = [said(q, *[Span(n, n + 9)] * (n % 2), name=f"s{n}") for n, q in enumerate(quotes)]

    found = verify(file(*(statements[n] for n in order)), {"wire": TEXT})

    assert found == verify(file(*statements), {"wire": TEXT})


# Documents


def test_a_text_that_is_the_documents_own_is_fine() -> None:
    """Digest and length of the text itself are right, whatever the text is."""
    for text in ("", "\0", TEXT):
        document = Document(
            id="wire", title="Wire", digest=sha256(text.encode()).hexdigest(), length=len(text)
        )

        assert verify(file(document=document), {"wire": text}) == ()


def test_a_text_that_is_not_the_documents_own_is_told() -> None:
    """A digest and a length that are not the text's are two faults of the document."""
    document = Document(id="wire", title="Wire", digest="0" * 64, length=65)
    digest = sha256(TEXT.encode()).hexdigest()

    assert verify(file(document=document), {"wire": TEXT}) == (
        Mismatch(
            subject=document.id,
            document=document.id,
            fault=Fault.WRONG_DIGEST,
            message=f"the text must have the digest {'0' * 64}, got {digest}",
        ),
        Mismatch(
            subject=document.id,
            document=document.id,
            fault=Fault.WRONG_LENGTH,
            message="the text must be 65 code points long, got 64",
        ),
    )


def test_what_has_no_text_is_skipped() -> None:
    """Statements and documents without a text are not checked, and `cover` says so."""
    wire = Document(id="wire", title="Wire", length=64)
    book = Document(id="book", title="Book", digest="0" * 64)
    plain = Document(id="plain", title="Plain")
    statements = (
        said("We", name="a"),
        said(None, Span(0, 1), name="b"),
        said(None, name="c"),
        said("open", name="d", document=None),
        said("open", Span(0, 9), name="e", document="book"),
    )
    dossier = Dossier.of(CLAIM, wire, book, plain, *statements)
    texts = {"wire": TEXT, "plain": ""}

    assert verify(dossier, texts) == ()
    assert cover(dossier, texts) == Coverage(
        checked=(StatementId("a"), StatementId("b"), DocumentId("wire")),
        skipped=(
            Skipped(subject=DocumentId("book"), reason="no text is given for it"),
            Skipped(subject=StatementId("c"), reason="it has neither quote nor span"),
            Skipped(subject=StatementId("d"), reason="it names no document"),
            Skipped(subject=StatementId("e"), reason="no text is given for its document 'book'"),
            Skipped(subject=DocumentId("plain"), reason="it has neither digest nor length"),
        ),
    )


def test_without_texts_nothing_is_checked() -> None:
    """No text at all is no fault, and no clean bill either."""
    dossier = file(said("open"))

    assert verify(dossier, {}) == ()
    assert cover(dossier, {}).checked == ()


def test_every_fault_has_its_check() -> None:
    """What `verify` has found a fault in is among what `cover` calls checked."""
    document = Document(id="wire", title="Wire", digest="0" * 64, length=99)
    dossier = file(said("open"), said(None, Span(64, 65), name="s2"), document=document)

    assert {each.subject for each in verify(dossier, {"wire": TEXT})} == {
        *cover(dossier, {"wire": TEXT}).checked
    }


@pytest.mark.parametrize("read", [verify, cover])
def test_texts_belong_to_documents(read: Callable[[Dossier, Texts], object]) -> None:
    """A text for what is no document of the dossier is refused, and all such are named."""
    with pytest.raises(UnknownIdError) as caught:
        read(file(said("open")), {"wire": TEXT, "s1": TEXT, "book": TEXT})

    assert str(caught.value) == "the dossier holds no document with the id 's1', 'book'"


def test_texts_are_texts() -> None:
    """Texts that are no text are refused, all at once."""
    book = Document(id="book", title="Book")
    texts = cast(Texts, {"wire": b"text", "book": "half \ud800"})

    with pytest.raises(InvalidRecordError) as caught:
        verify(file(said("open")).add(book), texts)

    assert caught.value.problems == (
        Problem("texts['wire']", "must be text, got b'text'"),
        Problem("texts['book']", "must not hold half a surrogate pair, got 'half \\ud800'"),
    )


@pytest.mark.parametrize("texts", [None, TEXT, [("wire", TEXT)]])
def test_texts_are_a_mapping(texts: Texts) -> None:
    """What maps no ids to texts is refused."""
    with pytest.raises(InvalidRecordError, match="verify: texts must map document ids to texts, got"):
        verify(file(), texts)


def test_texts_may_be_keyed_by_typed_ids() -> None:
    """The ids of records serve as keys."""
    texts = {WIRE.id: TEXT}

    assert verify(file(said("We")), texts) == ()
