"""Public names: documented where a reader imports them, found from where they are at home."""

import enum
import inspect
import re
import sys
from collections.abc import Callable
from typing import Any

import attrs
from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.typing import stringify_annotation

import attribution
import attribution.strategies
import attribution.text

__all__ = ["HOMES", "public_name", "setup", "signature_of"]

HOMES = {
    f"attribution.{room}.{name}": f"attribution.{name}"
    for room, names in attribution._ROOMS.items()
    for name in names
}
"""Where each name of the package is at home, and the name under which it is documented."""
for _package in (attribution.strategies, attribution.text):
    for _name in _package.__all__:
        _module = getattr(getattr(_package, _name), "__module__", "")
        if _module.startswith("attribution.") and _module != _package.__name__:
            HOMES[f"{_module}.{_name}"] = f"{_package.__name__}.{_name}"
HOMES["attribution.difference.Difference"] = "attribution.Difference"

_COLON = "\N{MODIFIER LETTER COLON}"

_CODES = {rule.code for rule in attribution.RULES}
_MEMBERS = {
    f"{kind.__name__}.{name}"
    for kind in (getattr(attribution, name) for name in attribution.__all__)
    if inspect.isclass(kind)
    for name in vars(kind)
    if not name.startswith("_")
}


def public_name(home: str) -> str | None:
    """The public name of what is at home there, or of the thing that it is a member of."""
    for length in (3, 4):
        parts = home.split(".")
        known = HOMES.get(".".join(parts[:length]))
        if known is not None:
            return ".".join([known, *parts[length:]])
    return None


def signature_of(kind: type) -> str:
    """What the constructor of an attrs class takes, in the words of its source."""
    fields = {field.alias: field for field in attrs.fields(kind)}
    shown: list[str] = []
    is_keyword_only = False
    for name, parameter in inspect.signature(kind).parameters.items():
        field = fields[name]
        if field.kw_only and not is_keyword_only:
            shown.append("*")
            is_keyword_only = True
        shown.append(f"{name}: {_annotated(kind, parameter, field)}{_default(field)}")
    return f"({', '.join(shown)})"


def _annotated(kind: type, parameter: inspect.Parameter, field: "attrs.Attribute[Any]") -> str:
    annotation: Any = parameter.annotation
    if annotation is parameter.empty:  # an id, which a `NewType` converts
        annotation = field.type
    if isinstance(annotation, str):
        annotation = eval(annotation, dict(vars(sys.modules[kind.__module__])))  # noqa: S307  # our own source
    return stringify_annotation(annotation, "smart")


def _default(field: "attrs.Attribute[Any]") -> str:
    default: Any = field.default
    if default is attrs.NOTHING:
        return ""
    if field.name == "id":
        return " = ..."  # derived from the content
    if isinstance(default, enum.Enum):
        return f" = {default.value!r}"
    if hasattr(default, "factory"):
        made = default.factory()
        return f" = {made!r}" if made == {} else f" = {type(made).__name__}()"
    return f" = {default!r}"


def _process_signature(
    _app: Sphinx, what: str, _name: str, found: Any, _options: object, args: str | None, returns: str | None
) -> tuple[str | None, str | None] | None:
    if what == "class" and attrs.has(found):
        return signature_of(found), None
    if what == "class" and issubclass(found, enum.Enum):
        return "", None
    if args is None:
        return None
    return re.sub(r"\b_NO_OPTIONS\b", "Options()", args), returns


def _hide_colons(
    _app: Sphinx, what: str, name: str, _found: object, _options: object, lines: list[str]
) -> None:
    if what == "data":  # else a value is told of in the words of its type
        home = next((home for home, public in HOMES.items() if public == name), name)
        module, _, last = home.rpartition(".")
        lines[:] = ModuleAnalyzer.for_module(module).find_attr_docs().get(("", last), [])
    # Of the text under a field, Google style reads what stands before a colon as a type; ours are sentences.
    if what in ("attribute", "data", "property"):
        lines[:] = [line.replace(":", _COLON) for line in lines]


def _show_colons(
    _app: Sphinx, _what: str, _name: str, _found: object, _options: object, lines: list[str]
) -> None:
    lines[:] = [line.replace(_COLON, ":") for line in lines]


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    """The place of a name that is written as the name of its home."""
    known = public_name(node["reftarget"]) if node.get("refdomain") == "py" else None
    if known is None:
        return None
    domain = env.domains.python_domain
    return domain.resolve_xref(env, node["refdoc"], app.builder, "obj", known, node, content)


def _code(
    _name: str, raw: str, text: str, _line: int, _inliner: Inliner, *_: object, **__: object
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """What stands between single backticks: code, and a link where it is a public name or a rule's code."""
    code = nodes.literal(raw, text)
    if text in attribution.__all__ or text in _MEMBERS:
        target = {"refdomain": "py", "reftype": "obj", "reftarget": f"attribution.{text}"}
    elif text in _CODES:
        target = {"refdomain": "std", "reftype": "ref", "reftarget": f"rule-{text.lower()}"}
    else:
        return [code], []
    return [addnodes.pending_xref("", code, **target, refexplicit=True, refwarn=True)], []


def setup(app: Sphinx) -> dict[str, bool]:
    """Give the roles and the hooks to Sphinx."""
    role: Callable[..., Any] = _code
    app.add_role("name", role)
    app.connect("autodoc-process-signature", _process_signature)
    app.connect("autodoc-process-docstring", _hide_colons, priority=100)
    app.connect("autodoc-process-docstring", _show_colons, priority=900)
    app.connect("missing-reference", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
