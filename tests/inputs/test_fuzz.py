from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.errors import InputError
from compliance.inputs.answers import load_answers
from compliance.inputs.architecture import load_architecture

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.model.architecture import Vocabulary
    from tests.inputs.conftest import Load

REAL = [
    path.read_text("utf-8")
    for path in sorted((Path(__file__).parent.parent / "replay").glob("*/architecture.yaml"))
]
LINES = sorted({line for text in REAL for line in text.splitlines()})
WORDS = sorted({word for text in REAL for word in text.replace("{", " ").replace(",", " ").split()})
SCRAPS = [
    "unknown", "none", "all", "no", "NO", "on", "12.10", "2026-13-40", "../..", "[]", "{}", "[[]]", "{a: {b: c}}", "~", "null", "",
    "'", '"', "\\", "\u202e", "é", "🙂", "?", "- a", "a: b", "&x", "*x", "!!t", "<<: a", "|", ">-", "# c", "%", "@", "`", "status",
    "has", "lacks", "unknown:", "0", "-1", "1e999", "9" * 40, "1970-01-01/2000", "30 days", "x" * 300, "a.b", "a/b",
]  # fmt: skip


T = TypeVar("T")


def _outcome(action: Callable[[], T]) -> T | InputError:
    """What the action gives, or the refusal, shown once: any other exception is a bug of the loader."""
    try:
        return action()
    except InputError as error:
        error.diagnostics()
        return error


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A real file with some lines, words or characters lost, doubled, exchanged or replaced."""
    text = draw(st.sampled_from(REAL))
    for _ in range(draw(st.integers(1, 6))):
        lines = text.splitlines()
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        line = lines[at] if lines else ""
        match draw(st.sampled_from(["drop", "double", "insert", "indent", "word", "cut", "scrap"])):
            case "drop":
                lines[at : at + 1] = []
            case "double":
                lines[at:at] = [line]
            case "insert":
                lines[at:at] = [draw(st.sampled_from(LINES))]
            case "indent":
                lines[at : at + 1] = [" " * draw(st.integers(0, 8)) + line.strip()]
            case "word":
                old = draw(st.sampled_from(line.split() or [""]))
                lines[at : at + 1] = [line.replace(old, draw(st.sampled_from(WORDS)), 1) if old else line]
            case "cut":
                lines[at : at + 1] = [line[: draw(st.integers(0, len(line)))]]
            case _:
                here = draw(st.integers(0, len(line)))
                lines[at : at + 1] = [line[:here] + draw(st.sampled_from(SCRAPS)) + line[here:]]
        text = "\n".join(lines) + "\n"
    return text


@given(text=damaged())
@settings(max_examples=400)
def test_a_damaged_file_loads_or_is_refused(load: Load, text: str) -> None:
    """Never a traceback: either a description, or problems that each have a place inside the file and can be shown."""
    lines = text.count("\n") + 1
    found = _outcome(lambda: load(text))
    if isinstance(found, InputError):
        places = [problem.place for problem in found.problems if problem.place is not None]
    else:
        hash(found.architecture)
        places = list(found.origins.values())
    assert all(1 <= place.line <= lines for place in places)


@given(data=st.binary(max_size=200))
@settings(max_examples=200)
def test_bytes_of_any_kind_load_or_are_refused(vocabulary: Vocabulary, data: bytes) -> None:
    """What is no text, no YAML or no description is refused like any other mistake."""
    _outcome(lambda: load_architecture(data, "a.yaml", vocabulary))
    _outcome(lambda: load_answers(data, "b.yaml"))


@given(lines=st.lists(st.sampled_from(LINES), max_size=25))
@settings(max_examples=200)
def test_lines_of_real_files_in_any_order_load_or_are_refused(load: Load, lines: list[str]) -> None:
    """Shapes in the wrong place are told, not stumbled over."""
    _outcome(lambda: load("\n".join(lines)))


@given(text=damaged())
@settings(max_examples=60)
def test_loading_depends_on_the_text_alone(load: Load, text: str) -> None:
    """The same text gives the same description, or the same words about what is wrong."""
    one, two = (_outcome(lambda: load(text)) for _ in range(2))
    assert (str(one), type(one)) == (str(two), type(two))
    assert isinstance(one, InputError) or one == two
