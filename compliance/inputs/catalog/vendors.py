"""What a vendor profile must keep to: every claim bears on a fact there is, beside the question about that fact, and expires."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.errors import Problem
from compliance.inputs.catalog.check import Checker, Fault
from compliance.inputs.catalog.typed import place_of
from compliance.model.condition import Atom, Literals
from compliance.model.vendor import VALID
from compliance.source import did_you_mean, read, with_source_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compliance.model.catalog import Catalog, CatalogFile, Question
    from compliance.model.vendor import VendorClaim, VendorProfile

FOLDER: Final = "vendors"
_BINDS_TWO: Final = "agreements."


class _Profiles:
    """Checks the profiles of one catalog against the facts it knows and the questions it asks."""

    def __init__(self, catalog: Catalog, questions: Iterable[Question]) -> None:
        self.checker = Checker(catalog)
        self.asked = {(question.scope, question.states): question.id for question in questions}

    def claim(self, claim: VendorClaim) -> Iterator[tuple[str, Fault]]:
        """What is wrong with a claim, each with the key it concerns."""
        found = self.checker.type_of(claim.scope, claim.states)
        if isinstance(found, Fault):
            yield "states", found
            return
        if (fault := self._unasked(claim)) is not None:
            yield "states", fault
        if claim.value is not None:
            yield from (("value", fault) for fault in self._value(claim, claim.value))
        if claim.source is None and claim.confidence != "memory":
            yield "confidence", Fault((), "a claim that was looked up names its source")
        if not claim.checked_on < claim.expires_on <= claim.checked_on + VALID:
            message = f"a claim expires within {VALID.days} days of being looked up"
            yield "expires_on", Fault((), message, f"the last day is {claim.checked_on + VALID}")

    def _unasked(self, claim: VendorClaim) -> Fault | None:
        """A claim beside no question is seen by nobody, where there is a question about what is around its fact."""
        if (claim.scope, claim.states) in self.asked:
            return None
        near = [
            fact
            for scope, fact in self.asked
            if scope == claim.scope
            and (claim.states.startswith(f"{fact}.") or fact.startswith(f"{claim.states}."))
        ]
        if not near:
            return None  # only the architecture states such a fact; the claim is shown where it is asked for there
        nearest = did_you_mean(claim.states, near) or min(near)
        return Fault((), f"no question asks for {claim.states!r}", f"a question asks for {nearest!r}")

    def _value(self, claim: VendorClaim, value: str) -> Iterator[Fault]:
        if claim.states.startswith(_BINDS_TWO):
            hint = "Leave the value out and say in the claim what the vendor offers."
            yield Fault((), "what two parties agreed cannot be claimed for all", hint)
        else:
            yield from self.checker.faults(Atom(claim.states, "equals", Literals((value,))), claim.scope)


def profile_problems(
    catalog: Catalog, files: Iterable[CatalogFile], more: Sequence[Question] = ()
) -> Iterator[Problem]:
    """Everything that leads nowhere in the profiles of these files. `more`: questions of the catalog this one adds to."""
    profiles = _Profiles(catalog, (*more, *catalog.questions))
    for file in files:
        found = catalog.profiles.get(file.path.removeprefix(f"{FOLDER}/").removesuffix(".yaml"))
        if found is not None:  # one that could not be read was told already
            yield from _placed(file, found, profiles)


def _placed(file: CatalogFile, profile: VendorProfile, profiles: _Profiles) -> Iterator[Problem]:
    faults = [
        (("claims", index, key), fault)
        for index, claim in enumerate(profile.claims)
        for key, fault in profiles.claim(claim)
    ]
    if not faults:
        return
    root = read(file.text, file.path)
    problems = (Problem(place_of(root, path), fault.message, fault.hint) for path, fault in faults)
    yield from with_source_lines(problems, {file.path: file.text})
