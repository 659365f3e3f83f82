"""The examples in README, pages and docstrings run as tests."""

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

pytest_collect_file = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS), PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md", "*.py"],
    excludes=["tests/*", "examples/*", "conftest.py"],
    document_types={".py": PythonDocStringDocument},
).pytest()
