"""Page one: what the report is, whom it concerns, what it says, and what it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compliance.render.names import subject_name
from compliance.render.report import NOT_STATED, NUMBERS, UNSIGNED
from compliance.render.stated import role_pairs, word
from compliance.render.text import clean, count, listed, long_date, short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from compliance.render.report import ReportInput
    from compliance.render.view.findings import Block, Chapter
    from compliance.render.view.open_questions import OpenQuestion
    from compliance.render.view.results import FrameworkResult
    from compliance.render.view.system import SystemView

TOP: Final = 5
_ROOM: Final = 720  # characters of those texts beside all five
_FINDING: Final = 230  # characters that take the place of one finding

NATURE: Final[tuple[tuple[str, str], ...]] = (
    (
        "Basis.",
        """Software prepared this report from a description and answers supplied by the party named above.
        The software inspected nothing, interviewed nobody and tested nothing.""",
    ),
    (
        "Reading the results.",
        """“Met as stated” means: if the stated facts are true and complete, the tested condition holds on the
        date; it does not say that a control operates. What was not stated is printed as not known, never as met
        or as a gap.""",
    ),
    (
        "Signature.",
        """The electronic signature shows that the file is unchanged and who signed it. It does not show that the
        content is true.""",
    ),
    (
        "What this is not.",
        """Not an audit, examination, review or legal advice. Not a PCI DSS report on compliance (ROC),
        self-assessment questionnaire (SAQ) or attestation (AOC). Not the risk analysis or the evaluation that
        HIPAA requires. Not a data protection impact assessment, transfer assessment or record of processing under
        GDPR. Not a conformity assessment or fundamental rights impact assessment under the EU AI Act.""",
    ),
)
"""The fixed statement of nature. What law was not assessed follows it, from the catalogs."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of the summary, with its words, style and mark."""

    number: int
    words: str
    detail: str
    style: str
    mark: str


@dataclass(frozen=True, slots=True)
class Front:
    """Everything page one prints apart from the table of results."""

    title: str
    entity: str
    frameworks: str
    as_of: str
    described_on: str
    facts: tuple[tuple[str, str], ...]
    headline: str
    tiles: tuple[Tile, ...]
    top: tuple[Block, ...]
    more: int
    not_assessed: str
    custom: str


def front(
    report: ReportInput,
    results: Sequence[FrameworkResult],
    blocks: Mapping[Chapter, Sequence[Block]],
    questions: Sequence[OpenQuestion],
    system: SystemView,
) -> Front:
    """Page one of a report."""
    assessment = report.assessment
    gaps = blocks["gap"]
    left_out = _not_assessed(results, "section 2" if report.edition == "full" else "the full edition")
    title = clean(assessment.system.name)
    more = _embedded(report) if report.comparison is not None else ""  # a line that other reports do without
    shown = _top(
        left_out, system.sentence, title * 3, *system.exclusions, more
    )  # the title is set in large type
    return Front(
        title=title,
        entity=subject_name(report.architecture, "organisation", "organisation"),
        frameworks=listed(result.short for result in results),
        as_of=long_date(assessment.as_of),
        described_on=long_date(assessment.described_on),
        facts=_facts(report, system),
        headline=_headline(report, results, gaps),
        tiles=_tiles(report, blocks, questions),
        top=tuple(gaps[:shown]),
        more=max(0, len(gaps) - shown),
        not_assessed=left_out,
        custom=listed(result.short for result in results if result.custom),
    )


def _facts(report: ReportInput, system: SystemView) -> tuple[tuple[str, str], ...]:
    """Document control, label and value; what was not given says so."""
    assessment, engagement = report.assessment, report.engagement
    organisation = report.architecture.organisation
    country = word(organisation.country if organisation else None)
    entity = clean(
        (organisation and organisation.legal_name) or subject_name(report.architecture, "organisation", "")
    )
    pairs = role_pairs(organisation.roles) if organisation and organisation.roles else ()
    described = f", facts as described on {short_date(assessment.described_on)}"
    dates = short_date(assessment.as_of) + (described if assessment.described_on != assessment.as_of else "")
    return (
        ("Legal entity", f"{entity} ({country})"),
        ("Role per law", "; ".join(f"{law}: {role}" for law, role in pairs) or NOT_STATED),
        ("System boundary", f"{system.sentence} Described: {system.boundary}.".strip()),
        ("Exclusions", " ".join(system.exclusions) or f"{NOT_STATED}; law not assessed is named below"),
        ("As of", dates),
        ("Period covered", engagement.period or f"{NOT_STATED}; the results speak for one day"),
        ("Prepared by", engagement.prepared_by or NOT_STATED),
        ("Prepared for", engagement.prepared_for or NOT_STATED),
        ("Report id", f"{engagement.report_id or NOT_STATED}; version {engagement.version or NOT_STATED}"),
        ("Distribution", engagement.distribution or NOT_STATED),
        ("Signed by", _signer(report)),
        (
            "How to verify",
            "Any PDF reader shows the signature; “compliance verify” also derives every finding again"
            + (" (appendix D)." if report.edition == "full" else "."),
        ),
        ("Embedded", _embedded(report)),
    )


def _top(*texts: str) -> int:
    """How many principal findings fit on page one: fewer where the other texts are long, so that its end stays on it."""
    return max(2, TOP - max(0, sum(map(len, texts)) - _ROOM + _FINDING - 1) // _FINDING)


def _not_assessed(results: Sequence[FrameworkResult], where: str) -> str:
    """What law was left out: in short where a framework applies; `where` has every list in full."""
    short = [
        f"{one.short}: {'; '.join(_without_asides(item) for item in one.not_assessed)}."
        for one in results
        if one.not_assessed and one.applies is not False
    ]
    others = [one.short for one in results if one.not_assessed and one.applies is False]
    rest = (
        f" {listed(others)}, and the lists in full: {where}." if others else f" The lists in full: {where}."
    )
    return f"Any law outside the frameworks above. {' '.join(short)}{rest}"


def _without_asides(text: str) -> str:
    """The text without what stands in brackets, which waits for the full list."""
    kept, depth = [], 0
    for char in text:
        depth += char == "("
        kept.append("" if depth else char)
        depth -= char == ")" and depth > 0
    return " ".join("".join(kept).split()).replace(" ;", ";").replace(" ,", ",")


def _signer(report: ReportInput) -> str:
    if report.draft or report.signer is None:
        return UNSIGNED
    return clean(report.signer)


def _embedded(report: ReportInput) -> str:
    names = [clean(one.name) for one in sorted(report.attachments, key=lambda one: one.name)]
    ours = [
        name for name in names if name.startswith(NUMBERS)
    ]  # of no interest by name; appendix D has every digest
    names = [name for name in names if name not in ours]
    names += [count(len(ours), "file of reference numbers", "files of reference numbers")] if ours else []
    return listed(names) if names else "nothing"


def _headline(report: ReportInput, results: Sequence[FrameworkResult], gaps: Sequence[Block]) -> str:
    """One sentence of conclusion: what was found, under which law, how severe. No percentage, no verdict on the whole."""
    day = long_date(report.assessment.as_of)
    open_scope = [result.short for result in results if result.applies is None]
    tail = (
        f" Whether {listed(open_scope)} {'applies' if len(open_scope) == 1 else 'apply'} is not known."
        if open_scope
        else ""
    )
    if not gaps:
        return f"On {day} the stated facts show no gap in the provisions in force that were tested.{tail}"
    laws = listed(dict.fromkeys(block.framework for block in gaps))
    high = _subjects(block for block in gaps if block.severity == "high")
    weight = f", {high} of them of high severity" if high else ""
    return f"On {day} the stated facts show {count(_subjects(gaps), 'gap')} under {laws}{weight}.{tail}"


def _subjects(blocks: Iterable[Block]) -> int:
    """Findings, one for each subject: the number that terminal and JSON give too."""
    return sum(len(block.rows) for block in blocks)


def _tiles(
    report: ReportInput, blocks: Mapping[Chapter, Sequence[Block]], questions: Sequence[OpenQuestion]
) -> tuple[Tile, ...]:
    findings = report.assessment.findings
    met = [f for f in findings if f.outcome == "satisfied" and f.timing == "in_force"]
    seen = sum(f.assurance in {"attached", "examined"} for f in met)
    unknown = sum(f.outcome == "unknown" and f.timing == "in_force" for f in findings)
    gaps = _subjects(blocks["gap"])
    high = _subjects(block for block in blocks["gap"] if block.severity == "high")
    judged = blocks["judge"]
    return (
        Tile(gaps, "gap" if gaps == 1 else "gaps", f"{high} of high severity", "gap", "▲"),
        Tile(
            unknown,
            "not known",
            count(len(questions), "question settles them", "questions settle them"),
            "open",
            "○",
        ),
        Tile(
            _subjects(judged),
            "a person must judge",
            f"under {count(len(judged), 'control')}",
            "judge",
            "◆",
        ),
        Tile(len(met), "met as stated" if not seen else "met", f"{seen} with evidence", "met", "●"),
        Tile(_subjects(blocks["upcoming"]), "upcoming", "law not yet in force", "later", "□"),
        Tile(_subjects(blocks["historic"]), "historic", "breached, cured since", "past", "△"),
    )
