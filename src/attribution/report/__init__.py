"""Reports: views of what was found, without a judgement of their own."""
