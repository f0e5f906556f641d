"""Files to which people add one thing at a time: conclusions, risk acceptances, who is to answer.

What is added is put into the file as it is at that moment, under the lock that all who save there take, and the file is replaced
whole: of two who add at once neither loses anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.files import read_limited, write_atomically
from compliance.questionnaire.answers_file import locked, refuse_read_only
from compliance.source.edit import editable, edited
from compliance.source.text import LARGEST_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from compliance.source import Plain


def change(path: Path, start: str, edit: Callable[[str], str], check: Callable[[bytes, str], object]) -> None:
    """Replace the text of a file by its edit. `start`: what a file that is not there says.

    `check` reads the file strictly, before and after: InputError where it is damaged, or where the edit could not be read. Raises
    ToolError where the file system refuses. In each case the file is as it was.
    """
    with locked(path):
        data = read_limited(path, LARGEST_FILE) if path.exists() else start.encode()
        check(data, path.name)
        new = edit(data.decode()).encode()
        check(new, path.name)
        refuse_read_only(path)
        write_atomically(path, new, overwrite=True)


def with_item(text: str, key: str, item: Mapping[str, Plain]) -> str:
    """`text`, a file that was read without a problem, with one more item at the end of the list under `key`."""

    def add(tree: Any) -> None:  # noqa: ANN401 - a tree of the editor
        made = editable(item)
        made.fa.set_block_style()
        if not hasattr(tree.get(key), "append"):
            tree[key] = editable([])
            tree[key].fa.set_block_style()
        tree[key].append(made)

    return edited(text, add)
