"""Loading the architecture file, with the answers that complete it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compliance.canonical import sha256
from compliance.errors import InputError
from compliance.inputs.answers import check_schema
from compliance.inputs.merge import Branch, Merge
from compliance.inputs.names import check_ids, ids_of
from compliance.inputs.plan import plan_of
from compliance.inputs.reading import Reading
from compliance.inputs.sources_of_data import check_sources
from compliance.inputs.subjects import absolute
from compliance.inputs.typed import READERS
from compliance.model.architecture import SCHEMA, Architecture, Vocabulary
from compliance.model.description import Answered, Claim, Description, InputDigest
from compliance.source import Mapping, Node, Scalar, read, with_source_lines

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from collections.abc import Sequence

    from compliance.errors import Place
    from compliance.inputs.answers import LoadedAnswers
    from compliance.inputs.subjects import States
    from compliance.model.answers import Answer

_NOT_APPLICABLE = frozenset({"not applicable", "not_applicable", "n/a"})


def load_architecture(
    data: bytes,
    name: str,
    vocabulary: Vocabulary,
    answers: Sequence[LoadedAnswers] = (),
    questions: MappingType[str, States] | None = None,
) -> Description:
    """Read the architecture file called `name` and put the answers into it.

    `questions` tells, by id, which fact each question states. Raises InputError with all problems of all these files: what
    is no YAML, unknown keys and words, names of nothing, ids used twice, records that contradict themselves, flows that carry
    what their source cannot have, answers to no question or about no subject.
    """
    root = read(data, name)
    names = frozenset(loaded.digest.name for loaded in answers)
    reading = Reading(vocabulary, READERS, answers=names)
    architecture = None
    claims: dict[str, tuple[Claim, ...]] = {}
    merge = Merge(reading)
    if check_schema(reading, root, SCHEMA, required=False) and isinstance(root, Mapping):
        reading.ids = ids_of(root)
        merged = _merged(root, merge, answers, questions or {}, claims) if answers else root
        architecture = _typed(reading, merged)
    if reading.problems or architecture is None:
        texts: dict[str, bytes | str] = {name: data} | {loaded.digest.name: loaded.source for loaded in answers}
        raise InputError(with_source_lines(dict.fromkeys(reading.problems), texts))
    return Description(
        architecture=architecture,
        origins=reading.origins,
        answered=merge.answered,
        conflicts=merge.conflicts | reading.conflicts,
        claims=claims,
        architecture_input=InputDigest(name, sha256(data)),
        answers_inputs=tuple(loaded.digest for loaded in answers),
    )


def _typed(reading: Reading, root: Node) -> Architecture:
    architecture: Architecture = reading.read(root, plan_of(Architecture), "")
    check_ids(reading)
    if not reading.problems:
        check_sources(reading, architecture)
    return architecture


def _merged(
    root: Mapping,
    merge: Merge,
    answers: Sequence[LoadedAnswers],
    questions: MappingType[str, States],
    claims: dict[str, tuple[Claim, ...]],
) -> Node:
    """The tree with every answer in it; `claims` receives the answers "not applicable"."""
    branch = Branch()
    for loaded in answers:
        for question, entries in (loaded.file.answers or {}).items():
            place = loaded.places[f"answers.{question}"]
            if question not in questions:
                message = f"answers.{question}: there is no such question"
                merge.reading.note_unknown(place, message, question, questions)
                continue
            for position, answer in enumerate(entries):
                here = loaded.places.get(f"answers.{question}.{position}.value", place)
                _plant(branch, merge.reading, questions[question], question, answer, here, claims)
    return merge.into(root, plan_of(Architecture), branch, "") if branch.below else root


def _plant(
    branch: Branch,
    reading: Reading,
    states: States,
    question: str,
    answer: Answer,
    place: Place,
    claims: dict[str, tuple[Claim, ...]],
) -> None:
    """Put one answer where its fact belongs."""
    try:
        path = absolute(states, answer.subject)
    except ValueError as error:
        reading.note(place, f"answers.{question}: {error}")
        return
    value: Any = answer.value
    if value is None:
        reading.note(place, f"answers.{question}: the answer has no value", "Write unknown if the answer is not known.")
    elif isinstance(value, Scalar) and value.text in _NOT_APPLICABLE:
        _claim(reading, question, answer, place, ".".join(path), claims)
    else:
        said = Answered(question, answer.by, answer.role, answer.answered_on, answer.evidence or (), answer.note, place)
        branch.at(path).here.append((value, said))


def _claim(
    reading: Reading, question: str, answer: Answer, place: Place, path: str, claims: dict[str, tuple[Claim, ...]]
) -> None:
    if not answer.note:
        reading.note(place, f"answers.{question}: not applicable needs a reason", "Write the reason under `note`.")
        return
    claims[path] = (*claims.get(path, ()), Claim(answer.note, answer.by, place))


