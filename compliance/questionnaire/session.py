"""What comes next in an interview: which items are open, which were skipped, where one has been. No terminal, no files.

Items are handed in anew after each answer, since answers open questions and close others. What was answered in this session is
not asked again of itself, even where the answer settles nothing; one can always go back to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from compliance.questionnaire.items import TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.questionnaire.items import Item, Key

Round: TypeAlias = "tuple[Item, ...]"
"""What is asked at once: one item, or the same one about several subjects."""


class Session:
    """The state of one interview."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Begin with the gravest of the items that are open; `items` may hold answered ones to go back to."""
        self._known: dict[Key, Item] = {}
        self._open: dict[Key, Item] = {}
        self._done: set[Key] = set()
        self._again: set[Key] = set()
        self._skipped: dict[Key, None] = {}
        self._trail: list[tuple[Key, ...]] = []
        self._at: tuple[Key, ...] = ()
        self.renew(items)

    @property
    def current(self) -> Round:
        """What is asked now; empty when nothing is left but what was skipped."""
        return tuple(self._known[key] for key in self._at)

    @property
    def left(self) -> tuple[Item, ...]:
        """What will still be asked, the current ones included, in order."""
        return tuple(item for key, item in self._open.items() if self._waits(key))

    @property
    def skipped(self) -> tuple[Item, ...]:
        """What was skipped and is still open."""
        return tuple(self._known[key] for key in self._skipped if key in self._open)

    @property
    def not_known(self) -> tuple[Item, ...]:
        """What was answered and is open all the same: unknown, or not enough to settle it."""
        return tuple(item for key, item in self._open.items() if self._is_answered(key))

    def renew(self, items: Iterable[Item]) -> None:
        """Take the items of a new assessment; go on with the next where the current ones are no longer open."""
        found = sorted(items, key=lambda item: item.rank)
        self._known |= {item.key: item for item in found}
        self._open = {item.key: item for item in found if item.state != "answered"}
        if not any(self._waits(key) for key in self._at):
            self._go_on()

    def answered(self, keys: Iterable[Key], items: Iterable[Item]) -> None:
        """Some of the current items were answered, and this is what is open since; the others of the round are skipped."""
        answered = set(keys)
        self._done |= answered
        self._again -= answered
        for key in self._at:
            if key not in answered:
                self._skipped[key] = None
        for key in answered:
            self._skipped.pop(key, None)
        self._leave()
        self.renew(items)

    def skip(self) -> None:
        """Leave the current items for later."""
        self._skipped |= dict.fromkeys(
            key for key in self._at if key in self._open and not self._is_answered(key)
        )
        self._leave()
        self._go_on()

    def back(self) -> bool:
        """Return to where one was before; False at the beginning."""
        if not self._trail:
            return False
        self._at = self._trail.pop()
        return True

    def go(self, key: Key) -> None:
        """Ask a known item now, whatever became of it; where it waits, with those that can be answered in the same pass."""
        self._leave()
        self._skipped.pop(key, None)
        first = self._known[key]
        self._at = tuple(item.key for item in self._beside(first)) if self._waits(key) else (key,)

    def resume(self, items: Iterable[Item]) -> None:
        """Ask these again, one after the other: what was skipped, what was not known."""
        for item in items:
            self._skipped.pop(item.key, None)
            self._done.discard(item.key)
            self._again.add(item.key)
        self._go_on()

    def find(self, words: str) -> tuple[Item, ...]:
        """Every item ever known in this session that tells of the words: the one so called, open ones, others."""
        found = [item for item in self._known.values() if item.tells(words)]
        called = words.strip()
        return tuple(
            sorted(found, key=lambda i: (i.asked.question != called, i.key not in self._open, i.rank))
        )

    def _leave(self) -> None:
        if self._at:
            self._trail.append(self._at)
        self._at = ()

    def _go_on(self) -> None:
        """The gravest item that waits, with those that can be answered in the same pass."""
        first = next((item for key, item in self._open.items() if self._waits(key)), None)
        self._at = () if first is None else tuple(item.key for item in self._beside(first))

    def _beside(self, first: Item) -> list[Item]:
        if first.expected.kind not in TOGETHER or first.confirmable:
            return [first]
        return [
            item
            for key, item in self._open.items()
            if self._waits(key)
            and (key[0], key[2]) == (first.key[0], first.key[2])
            and item.expected == first.expected
            and not item.confirmable
        ]

    def _waits(self, key: Key) -> bool:
        return key in self._open and key not in self._skipped and not self._is_answered(key)

    def _is_answered(self, key: Key) -> bool:
        if key in self._again:
            return False
        return key in self._done or self._open[key].state == "not_known"
