"""The strategies that the package gives to its users."""

import importlib
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribution import (
    AttributionError,
    Claim,
    Document,
    Dossier,
    Evidence,
    Link,
    Options,
    Record,
    Span,
    Speaker,
    Statement,
    Waiver,
    When,
    check,
    strategies,
)
from attribution.errors import MissingExtraError
from attribution.strategies.words import LENGTH, QUOTES, TEXTS

MAKE: dict[Callable[[], st.SearchStrategy[object]], type | tuple[type, ...]] = {
    strategies.speakers: Speaker,
    strategies.documents: Document,
    strategies.claims: Claim,
    strategies.statements: Statement,
    strategies.evidence: Evidence,
    strategies.spans: Span,
    strategies.links: Link,
    strategies.whens: When,
    strategies.waivers: Waiver,
    strategies.records: Record.__args__,
    strategies.dossiers: Dossier,
}


@pytest.mark.parametrize("make", MAKE, ids=lambda make: make.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_a_strategy_makes_its_type(
    make: Callable[[], st.SearchStrategy[object]], data: st.DataObject
) -> None:
    """Each strategy makes values of the type that it is named for."""
    assert isinstance(data.draw(make()), MAKE[make])


@given(strategies.cases())
def test_a_case_can_be_checked(case: tuple[Dossier, Options]) -> None:
    """The options of a case are for its dossier: no rule fails on a document that is not there."""
    dossier, options = case

    report = check(dossier, options=options)

    assert options.texts.keys() <= {document.id for document in dossier.documents}
    assert set(report.skipped) <= set(check(dossier).skipped)


def test_a_seed_makes_one_dossier() -> None:
    """The same number makes the same dossier and options, another number others."""
    assert strategies.random_case(7) == strategies.random_case(7) != strategies.random_case(8)
    assert strategies.random_dossier(7) == strategies.random_case(7)[0]


def test_texts_are_as_long_as_documents_say() -> None:
    """All texts but the last have the length that a made-up document may give, and quotes lie inside."""
    assert {len(text) for text in TEXTS[:-1]} == {LENGTH}
    assert all(span.end <= LENGTH for _, spans in QUOTES for span in spans)


def test_without_hypothesis_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Hypothesis is not installed, the import says which extra brings it."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    monkeypatch.delitem(sys.modules, "attribution.strategies")

    with pytest.raises(MissingExtraError, match=r'pip install "attribution-statements\[test\]"') as caught:
        importlib.import_module("attribution.strategies")

    assert isinstance(caught.value, ImportError)
    assert isinstance(caught.value, AttributionError)
    assert (caught.value.name, caught.value.extra) == ("hypothesis", "test")


def test_the_package_does_not_import_them() -> None:
    """An import of the package loads neither the strategies nor Hypothesis."""
    code = "import sys, attribution; print({'hypothesis', 'attribution.strategies'} & sys.modules.keys())"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert ran.stdout == "set()\n"
