"""The manifest: an embedded list of every other embedded file with its digest, in canonical JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compliance.canonical import Json, canonical_json, sha256
from compliance.errors import ToolError
from compliance.signing.errors import RefusedError
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST_NAME = "manifest.json"
MANIFEST_SCHEMA = "compliance-manifest/1"

_FILE_KEYS = {"name": str, "sha256": str, "bytes": int, "role": str}


@dataclass(frozen=True, slots=True)
class EmbeddedInput:
    """A file to be embedded: its name in the report, its content, and what it is (`architecture`, `answers`, `catalog`, …)."""

    name: str
    content: bytes
    role: str


def build_manifest(
    files: Iterable[EmbeddedInput], *, tool: Mapping[str, str], more: Mapping[str, Json] | None = None
) -> bytes:
    """Canonical JSON (RFC 8785) naming `files` sorted by name. `more` holds further top-level members without floats.

    Raises ToolError for what has no canonical form.
    """
    listed: list[Json] = [
        {"name": file.name, "sha256": sha256(file.content), "bytes": len(file.content), "role": file.role}
        for file in sorted(files, key=lambda file: file.name)
    ]
    return canonical_json({**(more or {}), "schema": MANIFEST_SCHEMA, "tool": tool, "files": listed})


def check_manifest(embedded: Mapping[str, bytes]) -> int:
    """The number of files that match. Raises RefusedError unless manifest and embedded files agree one to one."""
    if MANIFEST_NAME not in embedded:
        raise RefusedError(
            Reason.MANIFEST_MISSING,
            f"no {MANIFEST_NAME} is embedded, so this is not a report of this program",
        )
    listed = _files(embedded[MANIFEST_NAME])
    for name in sorted(set(listed) - set(embedded)):
        raise RefusedError(Reason.ATTACHMENT_MISSING, f"the manifest lists {name!r}, which is not embedded")
    for name in sorted(set(embedded) - set(listed) - {MANIFEST_NAME}):
        raise RefusedError(
            Reason.ATTACHMENT_UNLISTED, f"{name!r} is embedded, but the manifest does not list it"
        )
    for name, entry in sorted(listed.items()):
        content = embedded[name]
        if len(content) != entry["bytes"] or sha256(content) != entry["sha256"]:
            raise RefusedError(
                Reason.MANIFEST_MISMATCH, f"{name!r} is not the file that the manifest describes"
            )
    return len(listed)


def _files(manifest: bytes) -> dict[str, dict[str, Any]]:
    try:
        content = json.loads(manifest)
        canonical = canonical_json(content)
    except (ValueError, RecursionError, ToolError) as error:
        raise RefusedError(
            Reason.MANIFEST_UNREADABLE, "the manifest is not JSON, or not of the kind that has one spelling"
        ) from error
    if canonical != manifest or not isinstance(content, dict) or content.get("schema") != MANIFEST_SCHEMA:
        sentence = f"the manifest is not canonical JSON of the schema {MANIFEST_SCHEMA}"
        raise RefusedError(Reason.MANIFEST_UNREADABLE, sentence)
    files = content.get("files")
    if not isinstance(files, list) or not all(_is_entry(entry) for entry in files):
        raise RefusedError(
            Reason.MANIFEST_UNREADABLE, "the manifest does not list files with name, sha256, bytes and role"
        )
    listed = {entry["name"]: entry for entry in files}
    if len(listed) != len(files) or MANIFEST_NAME in listed:
        raise RefusedError(Reason.MANIFEST_UNREADABLE, "the manifest lists a file twice, or itself")
    return listed


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and all(type(entry.get(key)) is kind for key, kind in _FILE_KEYS.items())
