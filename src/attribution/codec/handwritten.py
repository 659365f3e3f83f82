"""Dossiers written by hand: TOML and YAML text, read as what JSON text of the same wire form holds."""

from attribution.codec.places import LARGEST_BY_HAND, Handwritten
from attribution.codec.tomltext import parse_toml
from attribution.codec.yamltext import parse_yaml

__all__ = ["LARGEST_BY_HAND", "Handwritten", "parse_toml", "parse_yaml"]
