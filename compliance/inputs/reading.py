"""What is carried along while a file is read: problems, places, and the names that values may point at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from compliance.errors import Problem
from compliance.inputs.countries import COUNTRIES
from compliance.model.words import Category, Group, Who
from compliance.source import Node, Scalar, did_you_mean

if TYPE_CHECKING:
    from compliance.errors import Place
    from compliance.inputs.plan import Plan
    from compliance.model.architecture import Vocabulary
    from compliance.model.architecture.base import Target
    from compliance.model.description import Conflict

MOST_PROBLEMS: Final = 1000
MOST_SUGGESTED: Final = 100
"""Problems of a file for which the likely word is looked for: a look at ten thousand names takes a twentieth of a second."""
FEW_WORDS: Final = 14
"""So many words can be listed in a hint; more are looked up in the schema."""

_UNKNOWN: Final = frozenset({"", "~", "null", "Null", "NULL", "unknown"})
_UNKNOWN_QUOTED: Final = frozenset({"", "unknown"})

Reader: TypeAlias = Callable[["Reading", Node, Any, str, tuple[str, ...]], Any]


def is_unknown(node: Node) -> bool:
    """Whether nothing is stated: left empty, null, `~` or `unknown`. In JSON the word can only be written in quotes."""
    if type(node) is not Scalar:
        return False
    return node.text in (_UNKNOWN_QUOTED if node.quoted else _UNKNOWN)


def spelled(text: str) -> str:
    """A value as it is shown inside a message: in quotes, cut when long."""
    most = 60
    return repr(text if len(text) <= most else f"{text[:most]}…")


@dataclass(slots=True)
class Reading:
    """The state of one reading."""

    vocabulary: Vocabulary
    readers: Mapping[type, Reader]
    ids: Mapping[str, Mapping[str, Place]] = field(default_factory=dict)
    """Per section: the ids of the user's own and where they stand."""
    answers: frozenset[str] = frozenset()
    """Names of the answers files among what is read."""
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, Place] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    _names: dict[tuple[Target, ...], frozenset[str]] = field(default_factory=dict)

    def read(self, node: Node, plan: Plan, path: str, kinds: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - any type
        """The value of a node in the shape of `plan`; None where it is not stated or a problem was noted."""
        return self.readers[type(plan)](self, node, plan, path, kinds)

    def note(self, place: Place, message: str, hint: str | None = None) -> None:
        """Note a problem; the first thousand are kept."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(place, message, hint))

    def note_unknown(
        self, place: Place, message: str, word: str, known: Iterable[str], what: str = "one of"
    ) -> None:
        """Note a word that is none of the `known` ones, with the likely one or the choice."""
        words = list(known)
        near = self.near(word, words)
        if near is not None:
            hint: str | None = f"did you mean {near!r}?"
        else:
            hint = f"{what} {', '.join(words)}" if 0 < len(words) <= FEW_WORDS else None
        self.note(place, message, hint)

    def near(self, word: str, known: Iterable[str]) -> str | None:
        """The one of `known` that was probably meant; None as well where more problems were noted than anybody reads at once."""
        return did_you_mean(word, known) if len(self.problems) < MOST_SUGGESTED else None

    def names(self, targets: tuple[Target, ...]) -> frozenset[str]:
        """Every name that one of the targets has in this file."""
        if targets not in self._names:
            self._names[targets] = frozenset(name for target in targets for name in self._of(target))
        return self._names[targets]

    def from_answers(self, place: Place) -> bool:
        """Whether something stands in an answers file."""
        return place.file in self.answers

    def _of(self, target: Target) -> Iterable[str]:
        match target:
            case "categories":
                return (str(word) for word in Category)
            case "groups":
                return (*(str(word) for word in Group), *(str(word) for word in Who))
            case "organisation" | "internet":
                return (target,)
            case "countries":
                return COUNTRIES
            case "profiles":
                return self.vocabulary.profiles
            case _:  # nobody declares makers
                return self.ids.get(target, {})
