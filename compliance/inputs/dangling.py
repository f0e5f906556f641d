"""Names of nothing: what was expected, what was probably meant, what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.inputs.reading import FEW_WORDS, Reading, spelled

if TYPE_CHECKING:
    from compliance.model.architecture.base import Target
    from compliance.source import Scalar

_CALLED: Final[dict[Target, str]] = {
    "parties": "a party",
    "zones": "a zone",
    "data": "a data set",
    "components": "a component",
    "flows": "a flow",
    "purposes": "a purpose",
    "ai_systems": "an AI system",
    "categories": "a category of data",
    "groups": "a group of people",
    "organisation": "organisation",
    "internet": "internet",
    "countries": "a country",
    "profiles": "a vendor profile",
}
_OTHER_CODES: Final = {"UK": "GB", "EL": "GR"}


def note_dangling(reading: Reading, node: Scalar, targets: tuple[Target, ...], path: str) -> None:
    """Note that the text of `node` is the name of none of the targets."""
    if targets == ("countries",):
        code = _OTHER_CODES.get(node.text.upper(), node.text.upper())
        hint: str | None = (
            "Write two letters, such as NO or US; EU and EEA stand for all members, outside_eea for a country that is not named."
        )
        if code in reading.names(targets):
            hint = f"did you mean {code!r}?"
        reading.note(node.place, f"{path}: {spelled(node.text)} is no country", hint)
        return
    called = [_CALLED[target] for target in targets]
    wanted = called[0] if len(called) == 1 else f"{', '.join(called[:-1])} or {called[-1]}"
    message = f"{path}: {spelled(node.text)} is not defined; the name of {wanted} is expected"
    near = reading.near(node.text, reading.names(targets))
    hint = f"did you mean {near!r}?" if near is not None else _what_there_is(reading, targets)
    reading.note(node.place, message, hint)


def _what_there_is(reading: Reading, targets: tuple[Target, ...]) -> str | None:
    """The names this file (or, for profiles, the catalog) defines, when few; words of the vocabulary are left to the editor."""
    if targets == ("profiles",):
        known = sorted(reading.vocabulary.profiles)
        return f"profiles are {', '.join(known)}" if 0 < len(known) <= FEW_WORDS else None
    defined = [name for target in targets for name in reading.ids.get(target, ())]
    if not defined:
        return "This file defines none. Add it, or leave the key out."
    return f"defined are {', '.join(defined)}" if len(defined) <= FEW_WORDS else None
