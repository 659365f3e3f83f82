"""Measurements of the library, as ratios to what the same machine does with the same bytes."""
