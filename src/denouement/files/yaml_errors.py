"""What the YAML parser says of a text that is not YAML, in the language spoken, and what to do about it."""

from __future__ import annotations

from denouement.language import _, marked

_CONTEXTS = (
    marked("while parsing a block collection"),
    marked("while parsing a block mapping"),
    marked("while parsing a flow mapping"),
    marked("while parsing a flow sequence"),
    marked("while parsing a block node"),
    marked("while parsing a flow node"),
    marked("while scanning for the next token"),
    marked("while scanning a simple key"),
    marked("while scanning a plain scalar"),
    marked("while scanning a quoted scalar"),
    marked("while parsing a quoted scalar"),
    marked("while scanning a block scalar"),
    marked("while scanning an anchor"),
    marked("while scanning an alias"),
    marked("while scanning a tag"),
    marked("while scanning a directive"),
)
"""What libyaml says it was doing."""

_WORDS = (
    marked("mapping values are not allowed in this context"),
    marked("mapping keys are not allowed in this context"),
    marked("block sequence entries are not allowed in this context"),
    marked("could not find expected ':'"),
    marked("did not find expected key"),
    marked("did not find expected '-' indicator"),
    marked("did not find expected ',' or ']'"),
    marked("did not find expected ',' or '}'"),
    marked("did not find expected node content"),
    marked("did not find expected <document start>"),
    marked("did not find expected alphabetic or numeric character"),
    marked("did not find expected whitespace or line break"),
    marked("did not find expected comment or line break"),
    marked("did not find expected hexdecimal number"),
    marked("found character that cannot start any token"),
    marked("found unexpected end of stream"),
    marked("found unexpected document indicator"),
    marked("found unknown escape character"),
    marked("found a tab character that violates indentation"),
    marked("found a tab character where an indentation space is expected"),
    marked("found undefined tag handle"),
)
"""What libyaml finds wrong; what is not listed here, and hardly ever said, stays English."""


def in_words(context: str | None, problem: str | None) -> str:
    """Return what is wrong with a text, from what the parser says it was doing and what it has found."""
    found = _(problem) if problem else _("this is not YAML")
    if context:
        return _("this is not YAML: {context} {found}", context=_(context), found=found)
    return _("this is not YAML: {found}", found=found)


def advice(problem: str | None) -> str:
    """Return what to do about what the parser has found; '' if there is nothing to say."""
    match problem:
        case "mapping values are not allowed in this context":
            return _("put a text that holds `: ` in quotes")
        case "could not find expected ':'":
            return _("is a colon missing, or a quote not closed?")
        case "did not find expected key" | "did not find expected '-' indicator":
            return _("is the indentation the same as on the lines above?")
        case "did not find expected ',' or ']'" | "did not find expected ',' or '}'":
            return _("a [list] or {mapping} is not closed, or a text with , : [ ] { } needs quotes")
        case "found character that cannot start any token":
            return _("put the text in quotes")
        case "found unexpected end of stream":
            return _("a quote is not closed")
        case _other:
            return ""
