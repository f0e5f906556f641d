"""Where an answer stands in the text of its file, so that every other line stays as it is.

Answers files are edited by people too. A change touches the lines of one answer; comments, order and layout of all others are
never rewritten. Where somebody wrote the answers in brackets instead of lines, the smallest thing around them is rewritten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compliance.questionnaire.entries import Entry, Pair, pair
from compliance.source import Mapping, Scalar, Sequence, read
from compliance.source.edit import editable, edited

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Map

    from compliance.source import Node

STEP: Final = 2
_ALSO: Final = {"answered_on": "on"}
"""Keys that have another spelling, which is kept where somebody used it."""

Edits = dict[Pair, Entry | None]
"""What becomes of a pair: an entry, or None to take it away."""


def with_edits(text: str, edits: Map[Pair, Entry | None], name: str) -> str:
    """`text`, an answers file that was read without a problem, with the edits made in their lines."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    root = read(text, name)
    answers = root.get("answers") if isinstance(root, Mapping) else None
    if not isinstance(root, Mapping) or not _in_lines(root, lines):
        return in_tree(text, edits)
    questions: dict[str, Edits] = {}
    for key, entry in edits.items():
        questions.setdefault(key[0], {})[key] = entry
    if isinstance(answers, Mapping) and answers.entries:
        if not _in_lines(answers, lines):
            return in_tree(text, edits)
        _change(lines, root, answers, questions)
    else:
        _begin(lines, root, questions)
    return end.join([*lines, ""])


def in_tree(text: str, edits: Map[Pair, Entry | None]) -> str:
    """`text` with the edits made in its tree: comments stay, the layout of the file becomes ours."""
    return edited(text, lambda tree: _change_tree(tree, edits))


def _change(lines: list[str], root: Mapping, answers: Mapping, questions: dict[str, Edits]) -> None:
    """Make the edits from the last line to the first, so that places above stay true."""
    starts = [entry.key.place.line - 1 for entry in answers.entries]
    keys = [entry.key.place.line - 1 for entry in root.entries if entry.key.place.line - 1 > starts[-1]]
    column = answers.place.column - 1
    limit = min(keys, default=len(lines))
    new = [q for q in questions if answers.get(q) is None]
    at = _end(lines, starts[-1], limit, root.place.column - 1)
    for question in reversed(new):
        lines[at:at] = _new_question(question, questions[question], column)
    for position in range(len(starts) - 1, -1, -1):
        entry = answers.entries[position]
        if entry.key.text in questions:
            below = starts[position + 1] if position + 1 < len(starts) else at
            span = (starts[position], _end(lines, starts[position], below, column))
            lines[span[0] : span[1]] = _question(
                lines, span, entry.value, questions[entry.key.text], entry.key.text
            )


def _question(lines: list[str], span: tuple[int, int], value: Node, edits: Edits, question: str) -> list[str]:
    """The lines of one question with its edits made."""
    first, last = span
    found = lines[first:last]
    column = _indent(found[0])
    if not isinstance(value, Sequence) or not value.items or not _dashed(value, lines):
        return _piece(found, column, lambda tree: _change_question(tree, question, edits))
    dash = value.place.column - 1
    starts = [_dash_line(lines, item, dash) for item in value.items]
    left = dict(edits)
    ends = [_end(lines, start, below, dash) for start, below in zip(starts, [*starts[1:], last], strict=True)]
    pieces: list[tuple[int, int, list[str]]] = []
    for item, start, stop in zip(value.items, starts, ends, strict=True):
        key = pair(question, _subject(item))
        if key in edits:
            pieces.append((start, stop, _item(lines[start:stop], dash, left.pop(key, None))))
    added = [line for entry in left.values() if entry is not None for line in _new_item(entry, dash)]
    found[ends[-1] - first : ends[-1] - first] = added
    for start, stop, changed in reversed(pieces):
        found[start - first : stop - first] = changed
    gone = all(pair(question, _subject(item)) in edits for item in value.items) and not any(edits.values())
    return [line for line in found[1:] if _is_remark(line)] if gone else found


def _item(found: list[str], dash: int, entry: Entry | None) -> list[str]:
    """The lines of one answer after it was changed in place; none when it was taken away."""
    if entry is None:
        return []
    opened = [f"{found[0][:dash]} {found[0][dash + 1 :]}", *found[1:]]
    inner = min(_indent(line) for line in opened if line.strip() and not _is_remark(line))
    changed = _piece(opened, inner, lambda tree: _change_answer(tree, entry))
    return _dash(changed, inner, dash)


def _new_item(entry: Entry, dash: int) -> list[str]:
    made = _piece(["{}"], 0, lambda tree: _fill(tree, entry))
    return _dash(made, 0, dash)


def _new_question(question: str, edits: Edits, column: int) -> list[str]:
    entries = [entry for entry in edits.values() if entry is not None]
    pad = " " * column
    return (
        [f"{pad}{question}:", *(line for one in entries for line in _new_item(one, column + STEP))]
        if entries
        else []
    )


def _begin(lines: list[str], root: Mapping, questions: dict[str, Edits]) -> None:
    """The first answers of a file: below `answers:`, which is added where it is missing."""
    made = [line for question, edits in questions.items() for line in _new_question(question, edits, STEP)]
    if not made:
        return
    for entry in root.entries:
        if entry.key.text == "answers":
            at = entry.key.place.line - 1
            key = lines[at].partition(":")
            remark = key[2].partition("#")
            lines[at] = f"{key[0]}:{f'  #{remark[2]}' if remark[1] else ''}"
            lines[at + 1 : at + 1] = made
            return
    lines[len(lines) :] = ["answers:", *made]


def _dash(found: list[str], inner: int, dash: int) -> list[str]:
    """Lines of a map as an item of a list."""
    moved = [f"{' ' * (dash + STEP)}{line[inner:]}" if line.strip() else line for line in found]
    moved[0] = f"{' ' * dash}- {moved[0].lstrip()}"
    return moved


def _piece(found: list[str], indent: int, change: Callable[[Any], object]) -> list[str]:
    """Lines with a common indent, changed as a tree of their own."""
    text = "\n".join(line[min(indent, _indent(line)) :] for line in found)
    changed = edited(f"{text}\n", change).removesuffix("\n").split("\n")
    return [f"{' ' * indent}{line}" if line.strip() else line for line in changed]


def _end(lines: list[str], start: int, limit: int, column: int) -> int:
    """Where what begins at `start` ends: before the blank lines and remarks that lead to what comes at `limit`."""
    while limit > start + 1:
        last = lines[limit - 1]
        if last.strip() and not (_is_remark(last) and _indent(last) <= column):
            break
        limit -= 1
    return limit


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_remark(line: str) -> bool:
    return line.lstrip().startswith("#")


def _in_lines(node: Mapping, lines: list[str]) -> bool:
    """Whether a map is written in lines, not in brackets, each key in one of its own."""
    starts = [entry.key.place for entry in node.entries]
    if not starts or len({place.line for place in starts}) < len(starts):
        return False
    return all(lines[place.line - 1][: place.column - 1].strip() == "" for place in starts)


def _dashed(node: Sequence, lines: list[str]) -> bool:
    return lines[node.place.line - 1][: node.place.column].strip() == "-"


def _dash_line(lines: list[str], item: Node, dash: int) -> int:
    """The line with the dash of an item, which may stand above what it begins."""
    line = item.place.line - 1
    while line and lines[line][dash : dash + 1] != "-":
        line -= 1
    return line


def _subject(item: Node) -> str | None:
    found = item.get("subject") if isinstance(item, Mapping) else None
    return found.text if isinstance(found, Scalar) and found.text not in {"", "~", "null"} else None


def _change_tree(tree: Any, edits: Map[Pair, Entry | None]) -> None:  # noqa: ANN401 - a tree of the editor
    if not hasattr(tree.get("answers"), "items"):
        tree["answers"] = editable({})
    for key, entry in edits.items():
        _change_question(tree["answers"], key[0], {key: entry})


def _change_question(tree: Any, question: str, edits: Edits) -> None:  # noqa: ANN401 - a tree of the editor
    found = tree.get(question)
    kept = [item for item in found if hasattr(item, "items")] if isinstance(found, list) else []
    left = dict(edits)
    for item in list(kept):
        key = pair(question, item.get("subject") or None)
        if key not in edits:
            continue
        entry = left.pop(key, None)
        if entry is None:
            kept.remove(item)
        else:
            _change_answer(item, entry)
    kept += [_fill(editable({}), entry) for entry in left.values() if entry is not None]
    if kept:
        tree[question] = kept
    else:
        tree.pop(question, None)


def _change_answer(tree: Any, entry: Entry) -> None:  # noqa: ANN401 - a tree of the editor
    """The keys of an answer in place: a value that says the same as before keeps its spelling."""
    wanted = {_ALSO[key] if _ALSO.get(key) in tree else key: value for key, value in entry.fields().items()}
    for key in [key for key in tree if key not in wanted]:
        del tree[key]
    for key, value in wanted.items():
        new = editable(value)
        if key not in tree or tree[key] != new or new in ("", "unknown"):
            tree[key] = new


def _fill(tree: Any, entry: Entry) -> Any:  # noqa: ANN401 - a tree of the editor
    tree.fa.set_block_style()
    for key, value in entry.fields().items():
        tree[key] = editable(value)
    return tree
