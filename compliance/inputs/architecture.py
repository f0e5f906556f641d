"""Loading the architecture file, with the answers that complete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance import collector
from compliance.canonical import sha256
from compliance.errors import InputError
from compliance.inputs.answers import check_schema
from compliance.inputs.merge import Merge
from compliance.inputs.names import check_ids, ids_of
from compliance.inputs.plan import plan_of
from compliance.inputs.planting import Planting
from compliance.inputs.reading import Reading
from compliance.inputs.sources_of_data import check_sources
from compliance.inputs.typed import READERS
from compliance.inputs.variants import variants_of, with_variant
from compliance.model.architecture import SCHEMA, Architecture, Vocabulary
from compliance.model.description import Description, InputDigest
from compliance.model.variant import BASE
from compliance.source import Mapping, Node, read, with_source_lines

if TYPE_CHECKING:
    from collections.abc import Mapping as MappingType
    from collections.abc import Sequence

    from compliance.inputs.answers import LoadedAnswers
    from compliance.inputs.subjects import States


def load_architecture(  # noqa: PLR0913 - every input, by name
    data: bytes,
    name: str,
    vocabulary: Vocabulary,
    answers: Sequence[LoadedAnswers] = (),
    questions: MappingType[str, States] | None = None,
    *,
    variant: str = BASE,
    root: Node | None = None,
) -> Description:
    """Read the architecture file called `name` and put the answers into it.

    `questions` tells, by id, which fact each question states; `variant` is the variant that is described; `root` is the tree of
    the file, where it was read already. Raises InputError with all problems of all these files: what is no YAML, unknown keys
    and words, names of nothing, ids used twice, records that contradict themselves, flows that carry what their source cannot
    have, answers to no question or about no subject.
    """
    root = _in_variant(read(data, name) if root is None else root, variant, {name: data})
    reading = Reading(vocabulary, READERS, answers=frozenset(loaded.digest.name for loaded in answers))
    planting, merge = Planting(reading, questions or {}), Merge(reading)
    architecture = None
    if check_schema(reading, root, SCHEMA, required=False) and isinstance(root, Mapping):
        reading.ids = ids_of(root)
        for loaded in answers:
            planting.add(loaded)
        architecture = _typed(reading, merge.root(root, planting.branch))
    if reading.problems or architecture is None:
        texts: dict[str, bytes | str] = {loaded.digest.name: loaded.source for loaded in answers}
        texts[name] = data
        raise InputError(with_source_lines(dict.fromkeys(reading.problems), texts))
    return Description(
        architecture=architecture,
        origins=reading.origins,
        answered={path: tuple(answers) for path, answers in merge.answered.items()},
        conflicts=merge.conflicts | reading.conflicts,
        claims={path: tuple(claims) for path, claims in planting.claims.items()},
        orphaned=planting.orphaned,
        architecture_input=InputDigest(name, sha256(data)),
        answers_inputs=tuple(loaded.digest for loaded in answers),
    )


def _in_variant(root: Node, variant: str, texts: dict[str, bytes | str]) -> Node:
    """The tree as a variant has it; all variants are checked whichever is described."""
    if not isinstance(root, Mapping):
        return root
    try:
        variants_of(root)
        return with_variant(root, variant)
    except InputError as error:
        raise InputError(with_source_lines(error.problems, texts)) from error


def _typed(reading: Reading, root: Node) -> Architecture:
    with collector.paused():
        architecture: Architecture = reading.read(root, plan_of(Architecture), "")
    check_ids(reading)
    if not reading.problems:
        check_sources(reading, architecture)
    return architecture
