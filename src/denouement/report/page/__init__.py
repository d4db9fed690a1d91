"""A document as one page of HTML that needs nothing else: no network, no fonts, no files beside it."""
