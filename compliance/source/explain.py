"""What the YAML parser complains about, said so that a person knows what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.errors import Place, Problem

if TYPE_CHECKING:
    from yaml import YAMLError

_QUOTE: Final = (
    'Put quotes around a value that contains ": " or " #", or begins with one of @ ` % & * ! | > [ ] { }.'
)
_INDENT: Final = "Check the indentation: entries of one map or list begin in the same column."

# The parser's words, and ours: what is wrong, what to do. The first that occurs in the complaint is taken.
_SAYINGS: Final = (
    ("mapping values are not allowed", "a second ': ' in one line, or a key where none can stand", _QUOTE),
    ("found character that cannot start any token", "this character cannot begin a value", _QUOTE),
    (
        "could not find expected ':'",
        "a key without ': '",
        "Write `key: value`, with a space after the colon.",
    ),
    ("did not find expected key", "no key where one is expected", _INDENT),
    ("did not find expected '-' indicator", "no list item where one is expected", _INDENT),
    (
        "did not find expected ',' or ']'",
        "a list in brackets is not closed or lacks a comma",
        "Close it with `]`.",
    ),
    (
        "did not find expected ',' or '}'",
        "a map in braces is not closed or lacks a comma",
        "Close it with `}`.",
    ),
    (
        "did not find expected node content",
        "no value where one is expected",
        "Remove the extra comma or bracket.",
    ),
    ("did not find expected <document start>", "text after the end of the description", _INDENT),
    ("block sequence entries are not allowed", "a list item where none can stand", _INDENT),
    ("block mapping entries are not allowed", "a key where none can stand", _INDENT),
    ("block mapping keys are not allowed", "a key where none can stand", _INDENT),
    ("found unexpected end of stream", "the file ends inside quotes", "Close the quotes."),
    (
        "found unexpected document indicator",
        "a line `---` or `...` inside quotes",
        "Close the quotes before it.",
    ),
    (
        "found unknown escape character",
        "a backslash before a character that cannot follow it",
        "Use single quotes: 'C:\\Temp'.",
    ),
    (
        "did not find expected hexdecimal number",
        "a backslash escape without its digits",
        "Use single quotes.",
    ),
    ("found invalid Unicode character escape code", "an escape that is no character", "Use single quotes."),
    (
        "found incompatible YAML document",
        "another version of YAML",
        "Remove the line that begins with `%YAML`.",
    ),
    ("control characters are not allowed", "a control character", "Remove it."),
)


def explain(error: YAMLError, name: str) -> Problem:
    """The problem behind the parser's `error` in the file called `name`; where something was opened, the hint says so."""
    complaint = str(getattr(error, "problem", None) or "the parser gave up")
    # An unclosed quote runs to the end of the file: what helps is where it was opened.
    mark = getattr(error, "context_mark" if "end of stream" in complaint else "problem_mark", None)
    place = Place(name, 1, 1) if mark is None else Place(name, mark.line + 1, mark.column + 1)
    for theirs, ours, hint in _SAYINGS:
        if theirs in complaint:
            return Problem(place, ours, _with_opening(hint, error, place))
    return Problem(place, f"not readable as YAML: {complaint}", _with_opening(_QUOTE, error, place))


def _with_opening(hint: str, error: YAMLError, place: Place) -> str:
    """`hint`, and the line where the unfinished thing began when that is another one."""
    opened = getattr(error, "context_mark", None)
    if opened is None or opened.line + 1 == place.line:
        return hint
    return f"{hint} What is unfinished begins at line {opened.line + 1}, column {opened.column + 1}."
