"""Whether a variant can do the work: memory, speed of a stream, quality, people. What is not stated is not known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from compliance.decide.cost import hosted_by, routes, serving_of, share_of, volumes
from compliance.decide.ledger import Ledger, MissingError
from compliance.decide.ranges import ZERO, Range, exactly
from compliance.decide.sizing import BYTES, active, groups_of, single_measurement, sized, weights_of
from compliance.model.comparison import Check
from compliance.model.words.decision import Expertise, Quality, Serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compliance.decide.sizing import Hosted
    from compliance.model.comparison import Answer
    from compliance.model.layers import Layers

_QUALITIES: Final = tuple(Quality)
"""From any to the hardest tasks."""
_TEN, _TENTH, _HUNDREDTH = Decimal(10), Decimal("0.1"), Decimal("0.01")


def checks(ledger: Ledger, variant: str) -> tuple[Check, ...]:
    """Every check of a variant, route by route, then the people of all."""
    found = [check for route in routes(ledger.layers, variant) for check in _of_route(ledger, variant, route)]
    return (*found, *_people(ledger, variant))


def _of_route(ledger: Ledger, variant: str, route: str) -> Iterator[Check]:
    name = route.rpartition(".")[2]
    hosted = serving_of(ledger.layers, route) is Serving.SELF_HOSTED
    if hosted:
        yield _tried(f"{name}.memory", "Model fits the machines", lambda: _memory(ledger, variant, route))
        if ledger.layers.find(f"{route}.machines"):
            label = "Machines are enough at the peak"
            yield _tried(f"{name}.capacity", label, lambda: _capacity(ledger, variant, route))
    yield _tried(
        f"{name}.stream", "A stream is fast enough", lambda: _stream(ledger, variant, route, hosted=hosted)
    )
    yield _tried(f"{name}.wait", "The first token comes in time", lambda: _wait(ledger, route))
    yield _quality(ledger, route, name)


def _tried(id_: str, label: str, check: Callable[[], tuple[Answer, str]]) -> Check:
    """A check whose numbers may be missing: then it is not known, and the place to state it is named."""
    try:
        answer, because = check()
    except MissingError as error:
        return Check(id_, label, "unknown", f"{error.paths[0]} is not stated", (error.paths[0],))
    return Check(id_, label, answer, because)


def _memory(ledger: Ledger, variant: str, route: str) -> tuple[Answer, str]:
    """Whether the weights fit; how many machines make the copy best waits for throughput, whether one can be made does not."""
    hosted = hosted_by(ledger.layers, route)
    memory = ledger.given(f"machines.{hosted.machine}.memory").low
    weights = f"{_short(weights_of(ledger, hosted))} GB of weights ({hosted.precision})"
    holding = groups_of(ledger, hosted)
    if not holding:
        return "no", f"{weights} do not fit sixteen machines of {memory} GB"
    stated = ledger.given_if(f"{route}.machines")
    if stated is not None and stated.high < holding[0]:
        return "no", f"{weights} need {holding[0]} machines of {memory} GB each copy; {_short(stated)} stated"
    group = _group(ledger, variant, hosted)
    return "yes", f"{weights}: {group} machine{'s' if group > 1 else ''} of {memory} GB for a copy"


def _group(ledger: Ledger, variant: str, hosted: Hosted) -> int:
    """Machines for a copy: as many as make the fewest in all; the fewest that hold it where that cannot be told or had."""
    fewest = next(iter(groups_of(ledger, hosted)), 1)
    try:
        best = sized(ledger, hosted, share_of(ledger, variant, hosted.route)).group or fewest
    except MissingError:
        return fewest
    stated = ledger.given_if(f"{hosted.route}.machines")
    return best if stated is None or stated.low >= best else fewest


def _capacity(ledger: Ledger, variant: str, route: str) -> tuple[Answer, str]:
    """Machines that are stated against those that the peaks of the first to the last month need, with none to spare."""
    stated = ledger.given(f"{route}.machines")
    size = sized(ledger, hosted_by(ledger.layers, route), share_of(ledger, variant, route))
    if size.fleet is None:
        return "no", "they do not hold the model"
    months = volumes(ledger)
    needed = Range(size.fleet.least(months[0]).low, size.fleet.least(months[-1]).high)
    return _at_least(stated, needed, "as stated")


def _stream(ledger: Ledger, variant: str, route: str, *, hosted: bool) -> tuple[Answer, str]:
    """One stream alone against the slowest that readers accept; how fast it stays under load must be measured."""
    wanted = ledger.given("workload.stream_tokens_per_second")
    stated = f"{route}.stream_tokens_per_second"
    if not hosted or ledger.layers.find(stated):
        return _at_least(ledger.given(stated), wanted, "tokens/s, as stated")
    model = hosted_by(ledger.layers, route)
    measured = single_measurement(ledger, model)
    if measured is not None:
        return _at_least(ledger.given(measured), wanted, "tokens/s, one stream alone, as measured")
    speed = _roofline(ledger, model, exactly(_group(ledger, variant, model)))
    return _at_least(speed, wanted, "tokens/s, one stream alone, from the speed of memory")


def _roofline(ledger: Ledger, hosted: Hosted, group: Range) -> Range:
    """A token reads every active weight once, so memory bounds the speed of one stream."""
    speed = (
        ledger.given(f"machines.{hosted.machine}.bandwidth") * ledger.given("operation.bandwidth_use") * group
    )
    weights = active(ledger, hosted.model) * BYTES[hosted.precision]
    return ledger.computed(
        f"{hosted.route}.single_stream",
        speed / weights,
        "tokens/s",
        "speed of memory x share reached / active weights",
    )


def _wait(ledger: Ledger, route: str) -> tuple[Answer, str]:
    wanted = ledger.given("workload.first_token_seconds")
    got = ledger.given(f"{route}.first_token_seconds")
    if got.high <= wanted.low:
        return "yes", f"{_short(got)} s, as stated; {_short(wanted)} s accepted"
    return (
        "no" if got.low > wanted.high else "unknown"
    ), f"{_short(got)} s, as stated; {_short(wanted)} s accepted"


def _at_least(got: Range, wanted: Range, what: str) -> tuple[Answer, str]:
    told = f"{_short(got)} {what}; {_short(wanted)} wanted"
    if got.low >= wanted.high:
        return "yes", told
    return ("no" if got.high < wanted.low else "unknown"), told


def _quality(ledger: Ledger, route: str, name: str) -> Check:
    """The model's grade against the highest need of the tasks that the route takes; the only route takes all there are."""
    layers, label = ledger.layers, "Answers are good enough"
    needs = _needs(layers, route)
    model = layers.value(str, f"{route}.model")
    grade = layers.value(Quality, f"models.{model}.quality")
    missing = [path for path, need in needs.items() if need is None]
    if grade is None or missing:
        path = missing[0] if grade is not None else f"models.{model}.quality" if model else f"{route}.model"
        return Check(f"{name}.quality", label, "unknown", f"{path} is not stated", (path,))
    most = max((need for need in needs.values() if need is not None), key=_QUALITIES.index)
    fits = _QUALITIES.index(grade) >= _QUALITIES.index(most)
    told = f"{most} needed, {layers.value(str, f'models.{model}.name') or model} graded {grade}"
    return Check(f"{name}.quality", label, "yes" if fits else "no", told)


def _needs(layers: Layers, route: str) -> dict[str, Quality | None]:
    """What a route must meet, by path: its tasks' needs, else that of the work; the only route has all tasks and the work."""
    tasks = layers.value(tuple, f"{route}.tasks")
    alone = len(layers.ids(route.rpartition(".")[0])) == 1
    paths = [f"tasks.{task}.quality" for task in tasks or (layers.ids("tasks") if alone else ())]
    overall = layers.value(Quality, "workload.quality")
    if not paths or (overall is not None and not tasks):
        paths.append("workload.quality")
    return {path: layers.value(Quality, path, "workload.quality") for path in paths}


def _people(ledger: Ledger, variant: str) -> Iterator[Check]:
    hosted = [
        route
        for route in routes(ledger.layers, variant)
        if serving_of(ledger.layers, route) is Serving.SELF_HOSTED
    ]
    if not hosted:
        return
    needed = (ledger.layers.find(f"{route}.staff", "operation.staff") for route in hosted)
    facts = ("team.staff", *dict.fromkeys(found.path for found in needed if found is not None))
    people = _tried("people", "There are people to run it", lambda: _staff(ledger, hosted))
    yield replace(people, facts=facts)
    expertise = ledger.layers.value(Expertise, "team.expertise")
    answers: dict[Expertise | None, Answer] = {Expertise.EXPERIENCED: "yes", Expertise.NONE: "no"}
    because = expertise.description if expertise is not None else "team.expertise is not stated"
    answer = answers.get(expertise, "unknown")
    yield Check("expertise", "They have done it before", answer, because, ("team.expertise",))


def _staff(ledger: Ledger, hosted: list[str]) -> tuple[Answer, str]:
    needed = sum((ledger.given(f"{route}.staff", "operation.staff") for route in hosted), ZERO)
    there = ledger.given("team.staff")
    answer, _ = _at_least(there, needed, "")
    return answer, f"{_short(needed)} full-time equivalents are needed, and {_short(there)} can be spared"


def _short(number: Range) -> str:
    low, high = (
        f"{end.quantize(_TENTH if end >= _TEN else _HUNDREDTH).normalize():f}"
        for end in (number.low, number.high)
    )
    return low if low == high else f"{low} to {high}"
