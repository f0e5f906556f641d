"""What verification established: ten numbered facts, and a bottom line and exit code that follow from them.

Facts 8 to 10 need the other stages. The pipeline fills them in with `with_catalog`, `with_replay` and `with_pages`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from compliance.signing.reasons import Reason

COMMITMENT = "Commitment: "
"""How the stated reason of a countersignature begins; PDF readers show it, and it is read back here."""

EXIT_DONE = 0
EXIT_VERIFICATION_FAILED = 4


class State(StrEnum):
    """What is known of one fact."""

    OK = "ok"
    FAILED = "failed"
    NOT_ESTABLISHED = "not_established"
    """Looked at, and what is at hand does not settle it."""
    NOT_CHECKED = "not_checked"
    """Not looked at; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One numbered statement. `reason` is there exactly when the state is failed."""

    number: int
    name: str
    """Stable key, as in JSON."""
    title: str
    state: State
    sentence: str
    """For people, capital letter and full stop; may hold text from the file, which whoever prints it must make harmless."""
    reason: Reason | None = None

    def __post_init__(self) -> None:
        """Refuse a failure without a reason and a reason without a failure."""
        if (self.state is State.FAILED) != (self.reason is not None):
            message = f"fact {self.name}: a failed fact has a reason, another has none"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class SignedBy:
    """One signature as its certificate and its own claim describe it; nothing here says that the certificate is trusted."""

    field_name: str
    subject: str
    fingerprint: str
    """SHA-256 of the certificate, 64 hex digits."""
    stated_time: datetime | None
    reason: str | None
    certifying: bool
    end: int = 0
    """How many bytes from the start of the file it is over, its own value apart."""
    over: tuple[str, ...] = ()
    """The fields of the signatures and time-stamps that were there when it was made, and that it is therefore over, too."""

    @property
    def commitment(self) -> str | None:
        """What a countersigner states to have done; None where nothing of the kind is stated."""
        if self.reason is None or not self.reason.startswith(COMMITMENT):
            return None
        return self.reason.removeprefix(COMMITMENT)


@dataclass(frozen=True, slots=True)
class StampedBy:
    """One intact time-stamp."""

    field_name: str
    subject: str
    fingerprint: str
    time: datetime
    over_file: bool
    """Over the whole file; otherwise over the signature in its field."""
    relied_on: bool
    """Its authority is one the verifier named, and its certificate was good."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The facts by name, who signed, and, only when facts 1, 4, 5 and 7 hold, the embedded files."""

    intact: Fact
    signed_by: Fact
    trust: Fact
    coverage: Fact
    changes: Fact
    time_stamp: Fact
    inputs: Fact
    catalog: Fact
    replay: Fact
    pages: Fact
    signers: tuple[SignedBy, ...] = ()
    stamps: tuple[StampedBy, ...] = ()
    embedded: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All ten in the order of their numbers."""
        return (
            self.intact,
            self.signed_by,
            self.trust,
            self.coverage,
            self.changes,
            self.time_stamp,
            self.inputs,
            self.catalog,
            self.replay,
            self.pages,
        )

    @property
    def failures(self) -> tuple[Fact, ...]:
        """The failed facts in order; the first is the one to act on."""
        return tuple(fact for fact in self.facts if fact.state is State.FAILED)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The codes of the failed facts, each once, in order."""
        return tuple(dict.fromkeys(fact.reason for fact in self.failures if fact.reason is not None))

    @property
    def exit_code(self) -> int:
        """4 when any fact failed, else 0: what is not established is said, not punished."""
        return EXIT_VERIFICATION_FAILED if self.failures else EXIT_DONE

    @property
    def bottom_line(self) -> str:
        """One sentence for the reader who reads only one."""
        if self.failures:
            return " ".join(["Do not rely on this file.", *(fact.sentence for fact in self.failures)])
        parts = ["Intact", self._signer_part(), *self._later_parts()]
        return "; ".join(parts) + "."

    def with_catalog(self, state: State, sentence: str, reason: Reason | None = None) -> Verdict:
        """The same verdict with fact 8 decided."""
        return replace(self, catalog=replace(self.catalog, state=state, sentence=sentence, reason=reason))

    def with_replay(self, state: State, sentence: str, reason: Reason | None = None) -> Verdict:
        """The same verdict with fact 9 decided."""
        return replace(self, replay=replace(self.replay, state=state, sentence=sentence, reason=reason))

    def with_pages(self, state: State, sentence: str, reason: Reason | None = None) -> Verdict:
        """The same verdict with fact 10 decided."""
        return replace(self, pages=replace(self.pages, state=state, sentence=sentence, reason=reason))

    def _signer_part(self) -> str:
        if self.trust.state is not State.OK:
            return "signer not established"
        names = " and ".join(dict.fromkeys(one.subject for one in self.signers if not one.over))
        later = "".join(f"; countersigned by {one.subject}" for one in self.signers if one.over)
        relied = [stamp.time for stamp in self.stamps if stamp.relied_on]
        return f"signed by {names}" + (f", not later than {min(relied):%Y-%m-%d}" if relied else "") + later

    def _later_parts(self) -> list[str]:
        parts = []
        if self.catalog.state is State.NOT_ESTABLISHED:
            parts.append("the catalog is not a published one")
        if self.replay.state is State.OK:
            parts.append("findings derived again and equal")
        elif self.replay.state in {State.NOT_CHECKED, State.NOT_ESTABLISHED}:
            parts.append("findings not derived again")
        if self.pages.state is State.OK:
            parts.append("pages drawn again and equal")
        elif self.pages.state is State.NOT_ESTABLISHED:
            parts.append("the pages are not those drawn here")
        return parts
