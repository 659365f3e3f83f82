"""In and out: the wire form is the records' own field names, and reading coerces nothing."""
