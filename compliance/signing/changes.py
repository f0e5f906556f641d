"""What may follow the certifying signature: further signatures and updates of validation data. Everything else is a change.

The library's default policy also lets metadata, form defaults and appearances change; the one here does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffResult,
    DSSCompareRule,
    FormUpdatingRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)

from compliance import collector
from compliance.signing.errors import RefusedError
from compliance.signing.reader import refusing_hostile_structure
from compliance.signing.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

    from compliance.signing.signatures import Signature

STRICT_POLICY = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ignored_keys=frozenset({"/AcroForm", "/DSS", "/Extensions"})),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(allow_new_visible_after_certify=False),
            SigFieldModificationRule(allow_in_place_appearance_stream_changes=False),
        ],
        ignored_acroform_keys=frozenset({"/Fields"}),
    ),
    reject_object_freeing=True,
    ignore_orphaned_objects=False,
    ignore_identical_objects=False,
)

_PLACES = (
    ("/Contents", "page content"),
    ("/Annots", "an annotation"),
    ("/EmbeddedFiles", "an embedded file"),
    ("/AF", "an embedded file"),
    ("/Metadata", "the document's metadata"),
    ("/Info", "the document's metadata"),
    ("/AcroForm", "the form"),
    ("/StructTreeRoot", "the structure tree"),
    ("/Pages", "a page"),
)
"""The part of the file that a path from the trailer belongs to; the first match counts."""

_ACTIONS = frozenset({"/OpenAction", "/AA"})


def later_revisions(first: Signature) -> int:
    """How many revisions follow the one that `first` signed."""
    return int(first.embedded.reader.total_revisions) - first.revision - 1


def check_changes(first: Signature) -> None:
    """Raise RefusedError unless every revision after `first` adds signatures or validation data only."""
    reader = first.embedded.reader
    with (
        refusing_hostile_structure(
            Reason.CHANGED_AFTER_SIGNING, "a later revision cannot be compared with the signed one"
        ),
        collector.paused(),
    ):
        result = STRICT_POLICY.review_file(
            reader,
            first.revision,
            field_mdp_spec=first.embedded.fieldmdp,
            doc_mdp=first.embedded.docmdp_level,
        )
        allowed = first.embedded.docmdp_level
        if (
            isinstance(result, DiffResult)
            and allowed is not None
            and result.modification_level.value <= allowed.value
        ):
            return
        changed = sorted(set(_changed_parts(reader, first.revision)))
    what = f": {', '.join(changed)}" if changed else ""
    raise RefusedError(Reason.CHANGED_AFTER_SIGNING, f"the file was changed after signing{what}")


def _changed_parts(reader: PdfFileReader, signed: int) -> Iterator[str]:
    """The parts of the file, in words, that revisions after `signed` touch; a help for people, not the check."""
    old = reader.get_historical_resolver(signed)
    new = reader.get_historical_resolver(reader.total_revisions - 1)
    yield from _changed_catalog_keys(old, new)
    for revision in range(signed + 1, reader.total_revisions):
        for reference in reader.get_historical_resolver(revision).explicit_refs_in_revision():
            if old.is_ref_unassignable(reference):
                continue
            for path in old._get_usages_of_ref(reference):  # noqa: SLF001 - the library has no public way to ask where an object is used
                yield from _named(tuple(path))


def _changed_catalog_keys(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[str]:
    for key in old.root.keys() ^ new.root.keys():
        yield from ("an action when the file is opened",) if key in _ACTIONS else _named((key,))


def _named(path: tuple[object, ...]) -> Iterator[str]:
    yield from next(((words,) for key, words in _PLACES if key in path), ())
