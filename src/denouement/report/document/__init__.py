"""The document that a client, a class or an editor gets: what was worked out of one model, in eleven chapters.

    found = gather(analysis, asked=PARTS)      everything that the chapters tell of, worked out
    document = compose(found)                  title, facts and chapters, as plain data
    to_html(document)                          a page in one file (package `page`); `fragment` gives some parts alone
    document_markdown(document), document_text(document), document_csv(document)

Everything said is derived from a verdict; what was too large to work out is said where it would stand.
"""
