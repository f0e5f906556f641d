"""The JSON Schema (draft-07) of the files as users write them, so that editors complete, explain and check while one types.

It is made from the same plans that loading follows. It cannot know which ids a file defines; loading checks those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from compliance.inputs.plan import KeyedPlan, ModelPlan, kinds_with_fields, plan_of
from compliance.inputs.schema_values import (
    NAME,
    UNKNOWN,
    Schema,
    any_of,
    ref,
    single,
    told,
    unknown_or,
    words_named,
)
from compliance.model.architecture import Architecture, WordKeyed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compliance.inputs.plan import FieldPlan, Plan
    from compliance.model.architecture import Described, Vocabulary

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
ARCHITECTURE_ID: Final = "urn:compliance-assessor:schema:architecture:1"
Kinds: TypeAlias = tuple[str, ...]


def architecture_schema(vocabulary: Vocabulary) -> Schema:
    """The schema of the architecture file, with the practices that `vocabulary` declares."""
    return schema_of(
        Architecture, vocabulary, ARCHITECTURE_ID, "Architecture of a system, for a compliance assessment"
    )


def schema_of(model: type[Described], vocabulary: Vocabulary, identifier: str, title: str) -> Schema:
    """The schema of a file that holds a model."""
    writer = _Writer(vocabulary)
    root = writer.object(plan_of(model), ())
    return {
        "$schema": DRAFT,
        "$id": identifier,
        "title": title,
        **root,
        "definitions": dict(sorted(writer.definitions.items())),
    }


@dataclass(slots=True)
class _Writer:
    """Writes schemas and collects what they refer to under `definitions`."""

    vocabulary: Vocabulary
    definitions: dict[str, Schema] = field(default_factory=lambda: {"Unknown": UNKNOWN})

    def of(self, plan: Plan, kinds: Kinds) -> Schema:
        """The schema of a value in the shape of a plan."""
        if isinstance(plan, ModelPlan):
            return self._model(plan, kinds)
        if isinstance(plan, KeyedPlan):
            return self._practices(plan) if plan.scope else self._keyed(plan, kinds)
        return single(self, plan, kinds)

    def define(self, name: str, schema: Schema) -> Schema:
        """Keep a schema under a name; a reference to it."""
        self.definitions[name] = schema
        return ref(name)

    def object(self, plan: ModelPlan, kinds: Kinds) -> Schema:
        """The map that spells out a model."""
        properties = {
            key: self._property(known, kinds, key)
            for key, known in plan.by_key.items()
            if self._has(known, kinds)
        }
        schema: Schema = {
            "description": _meaning(plan),
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        if plan.required:
            schema["required"] = [known.key for known in plan.required]
        return schema

    def _has(self, known: FieldPlan, kinds: Kinds) -> bool:
        """Whether a field can be filled: parts only where some are declared."""
        if known.name not in {"contents", "clauses"}:
            return True
        return bool(self.vocabulary.parts(known.kinds or kinds))

    def _property(self, known: FieldPlan, kinds: Kinds, key: str) -> Schema:
        inner = self.of(known.plan, known.kinds or kinds)
        text = (
            known.description if key == known.key else f"Another spelling of {known.key}. {known.description}"
        )
        return told(text, inner if known.required else unknown_or(inner))

    def _model(self, plan: ModelPlan, kinds: Kinds) -> Schema:
        """A reference to the definition of a model, one for each set of parts it can have."""
        own = kinds if self.vocabulary.parts(kinds) and {"contents", "clauses"} & plan.by_key.keys() else ()
        name = ".".join((plan.model.__name__, *own))
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self._spellings(plan, own)
        return ref(name)

    def _spellings(self, plan: ModelPlan, kinds: Kinds) -> Schema:
        """The map, and the bare words that may stand for it."""
        spelled = self.object(plan, kinds)
        short = [self.of(plan.by_key[key].plan, ()) for key in plan.model.SHORT]
        if plan.model.SPELLINGS:
            short.append({"enum": [*plan.model.SPELLINGS, True, False]})
        if issubclass(plan.model, WordKeyed):
            short.append({"const": "none", "description": "None of them."})
        if not short:
            return spelled
        return {"description": spelled.pop("description"), "anyOf": [spelled, *short]}

    def _keyed(self, plan: KeyedPlan, kinds: Kinds) -> Schema:
        entry = any_of(self.of(plan.value, kinds), {"type": "null"}, {"const": "unknown"})
        spelled: Schema = {"type": "object", "additionalProperties": entry}
        if plan.keys:
            spelled["propertyNames"] = self.names(plan.keys)
        listed = {"type": "array", "items": any_of(self.names(plan.keys), {"type": "null"})}
        one = self.names(plan.keys) if plan.keys else {"const": "none"}
        return {"anyOf": [spelled, listed, one]}

    def _practices(self, plan: KeyedPlan) -> Schema:
        allowed = sorted(self.vocabulary.allowed(plan.scope) - kinds_with_fields().keys())
        properties = {
            name: told(self.vocabulary.practices[name].title, unknown_or(self.of(plan.value, (name,))))
            for name in allowed
        }
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def names(self, targets: Iterable[str]) -> Schema:
        """What a name may look like: the words among the targets, with their meaning, and ids."""
        worded = [target for target in targets if target in {"categories", "groups"}]
        words = [words_named(self, target) for target in worded]
        return self.define(".".join(("Name", *worded)), any_of(*words, NAME))


def _meaning(plan: ModelPlan) -> str:
    """The docstring of the model as one line."""
    return " ".join((plan.model.__doc__ or "").split())
