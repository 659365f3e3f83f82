"""The strategies of the package, under the name by which some tests know them."""

from attribution.strategies import dossiers, random_dossier
from attribution.strategies.words import LENGTH

__all__ = ["LENGTH", "dossiers", "random_dossier"]
