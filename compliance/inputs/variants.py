"""Reading `variants:` of an architecture file, and applying one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.errors import InputError, Problem
from compliance.inputs.names import is_id
from compliance.inputs.patch import patched
from compliance.inputs.reading import is_unknown
from compliance.model.variant import BASE, Variant
from compliance.source import Entry, Mapping, Node, Scalar, Sequence, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Map

_KEYS: Final = ("title", "extends", "set", "unset")


def variants_of(root: Mapping) -> dict[str, Variant]:
    """Every variant that a file declares, by name, without the base. InputError with all that is wrong with them."""
    node = root.get("variants")
    if node is None or is_unknown(node):
        return {}
    problems: list[Problem] = []
    if not isinstance(node, Mapping):
        raise InputError(
            (
                Problem(
                    node.place,
                    "variants: a map of names is expected here",
                    "Write a name, then what it sets.",
                ),
            )
        )
    declared = {entry.key.text: entry for entry in node.entries}
    for name, entry in declared.items():
        _check(name, entry, declared, problems)
    if problems:
        raise InputError(tuple(problems))
    return {name: Variant(name, _title(entry), _steps(name, declared)) for name, entry in declared.items()}


def with_variant(root: Mapping, name: str) -> Mapping:
    """The file's tree as a variant has it, without `variants:`. InputError where there is no such variant."""
    plain = Mapping(tuple(entry for entry in root.entries if entry.key.text != "variants"), root.place)
    if name == BASE:
        return plain
    known = variants_of(root)
    if name not in known:
        raise InputError((Problem(None, f"there is no variant {name!r}", hint_of(name, known)),))
    for sets, unsets in known[name].steps:
        plain = patched(plain, sets, unsets)
    return plain


def hint_of(name: str, known: Iterable[str]) -> str:
    """What somebody may have meant by the name of a variant that is none; `known` are those of the file, without the base."""
    names = list(known)
    if not names:
        return "The architecture file names no variants; leave the option out, or describe some under `variants:`."
    near = did_you_mean(name, [BASE, *names])
    return f"did you mean {near!r}?" if near else f"there are {', '.join([BASE, *names])}"


def _check(name: str, entry: Entry, declared: Map[str, Entry], problems: list[Problem]) -> None:
    """Note what is wrong with one variant."""
    place, value = entry.key.place, entry.value
    if name == BASE or not is_id(name):
        problems.append(
            Problem(
                place,
                f"variants: {name!r} cannot name a variant",
                "Use letters, digits and hyphens; base is the file as it is written.",
            )
        )
    if not isinstance(value, Mapping):
        problems.append(
            Problem(value.place, f"variants.{name}: a map is expected here", f"Keys are {', '.join(_KEYS)}.")
        )
        return
    for one in value.entries:
        if one.key.text not in _KEYS:
            near = did_you_mean(one.key.text, _KEYS)
            hint = f"did you mean {near!r}?" if near else f"known keys are {', '.join(_KEYS)}"
            problems.append(Problem(one.key.place, f"variants.{name}: unknown key {one.key.text!r}", hint))
    if (sets := value.get("set")) is not None and not isinstance(sets, Mapping):
        problems.append(
            Problem(
                sets.place,
                f"variants.{name}.set: a map of paths is expected here",
                "Write components.model.hosting: on_premises.",
            )
        )
    if (unsets := value.get("unset")) is not None and not _texts(unsets):
        problems.append(
            Problem(
                unsets.place,
                f"variants.{name}.unset: a list of paths is expected here",
                "Write [parties.vendor].",
            )
        )
    _check_extended(name, declared, problems)


def _check_extended(name: str, declared: Map[str, Entry], problems: list[Problem]) -> None:
    """Note a variant that extends nothing that is there, or itself."""
    seen, here = [name], name
    while (node := _extended(declared[here])) is not None:
        here = node.text
        if here not in declared:
            near = did_you_mean(here, list(declared))
            problems.append(
                Problem(
                    node.place,
                    f"variants.{name}: there is no variant {here!r} to extend",
                    f"did you mean {near!r}?" if near else None,
                )
            )
            return
        if here in seen:
            problems.append(
                Problem(
                    node.place, f"variants.{name} extends itself, by way of {', '.join(seen[1:]) or name}"
                )
            )
            return
        seen.append(here)


def _extended(entry: Entry) -> Scalar | None:
    value = entry.value
    found = value.get("extends") if isinstance(value, Mapping) else None
    return found if isinstance(found, Scalar) else None


def _steps(name: str, declared: Map[str, Entry]) -> tuple[tuple[Map[str, Node], tuple[str, ...]], ...]:
    """The changes of what a variant extends, then its own."""
    value = declared[name].value
    above = _extended(declared[name])
    before = _steps(above.text, declared) if above is not None else ()
    if not isinstance(value, Mapping):
        return before
    sets, unsets = value.get("set"), value.get("unset")
    own = {entry.key.text: entry.value for entry in sets.entries} if isinstance(sets, Mapping) else {}
    return (*before, (own, tuple(_texts(unsets)) if unsets is not None else ()))


def _texts(node: Node) -> list[str]:
    if isinstance(node, Sequence):
        return [item.text for item in node.items if isinstance(item, Scalar)]
    return [node.text] if isinstance(node, Scalar) and node.text else []


def _title(entry: Entry) -> str:
    found = entry.value.get("title") if isinstance(entry.value, Mapping) else None
    return found.text if isinstance(found, Scalar) and found.text else entry.key.text
