"""A comparison of variants as people read it: in a terminal, as Markdown, as a page, as a signed report."""
