"""The decision file: workload, team and prices that variants of a system are compared by.

Reference data, defaults and presets have the same form, so that a user's file overrides any number in them. Nothing here
enters the evaluation of controls.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from compliance.model.architecture.base import Described
from compliance.model.values import Keyed, Listed, Quantity, YesNo
from compliance.model.words.decision import (
    Acquisition,
    Expertise,
    Measure,
    Precision,
    Quality,
    Sensitivity,
    Serving,
)

DECISION: Literal["compliance-decision/1"] = "compliance-decision/1"


class Workload(Described):
    """What the system has to do."""

    queries_per_month: Quantity | None = Field(None, description="Requests to the model in a month.")
    growth_per_month: Quantity | None = Field(
        None, description="Growth of the requests, as a share a month: 2%."
    )
    input_tokens: Quantity | None = Field(None, description="Tokens sent with a request, prompt and context.")
    output_tokens: Quantity | None = Field(None, description="Tokens of a reply.")
    cached_share: Quantity | None = Field(None, description="Share of the tokens sent that a cache spares.")
    peak_factor: Quantity | None = Field(
        None, description="Requests in the busiest hour over those of the mean hour."
    )
    first_token_seconds: Quantity | None = Field(
        None, description="Longest wait for the first token, in seconds."
    )
    stream_tokens_per_second: Quantity | None = Field(
        None, description="Slowest stream a reader accepts, in tokens a second."
    )
    sensitivity: Sensitivity | None = Field(None, description="The most sensitive data among the requests.")
    quality: Quality | None = Field(None, description="How good the answers must be.")
    horizon_months: Quantity | None = Field(None, description="Over how many months cost is added up.")


class Task(Described):
    """One kind of request, where not all are alike."""

    share: Quantity | None = Field(None, description="Its share of the requests.")
    sensitivity: Sensitivity | None = Field(None, description="How sensitive its data are.")
    quality: Quality | None = Field(None, description="How good its answers must be.")


class Team(Described):
    """Who would run it."""

    expertise: Expertise | None = Field(None, description="What the people have done before.")
    staff: Quantity | None = Field(
        None, description="People who can be spared for it, in full-time equivalents."
    )
    salary_per_year: Quantity | None = Field(
        None, description="What one of them costs a year, everything included."
    )
    hourly_rate: Quantity | None = Field(None, description="What an hour of set-up work costs.")


class Model(Described):
    """A model that could be used, with what decides where it fits."""

    name: str | None = Field(None, description="Its name.")
    parameters: Quantity | None = Field(None, description="All its parameters, in billions.")
    active_parameters: Quantity | None = Field(
        None, description="Parameters used for a token, in billions; left out: all."
    )
    layers: Quantity | None = Field(None, description="Layers that keep keys and values.")
    kv_heads: Quantity | None = Field(None, description="Heads of keys and values in a layer.")
    head_size: Quantity | None = Field(None, description="Numbers in each head.")
    open_weights: YesNo | None = Field(None, description="Whether anybody may run it.")
    input_price: Quantity | None = Field(
        None, description="List price of a million tokens sent, in US dollars."
    )
    output_price: Quantity | None = Field(
        None, description="List price of a million tokens replied, in US dollars."
    )
    cached_price: Quantity | None = Field(
        None, description="List price of a million tokens sent that a cache had."
    )
    price_list: str | None = Field(
        None, description="Provider and model in the price list, such as openai/gpt-4.1."
    )
    quality: Quality | None = Field(None, description="The hardest tasks it is good enough for.")
    source: str | None = Field(None, description="Where the numbers come from.")
    dated: dt.date | None = Field(None, description="On which day they were read.")


class Machine(Described):
    """A graphics processor that could be used."""

    name: str | None = Field(None, description="Its name.")
    memory: Quantity | None = Field(None, description="Its memory, in gigabytes (10^9 bytes).")
    bandwidth: Quantity | None = Field(
        None, description="How fast it reads its memory, in gigabytes a second."
    )
    power: Quantity | None = Field(None, description="Its share of the machine's power, in kilowatts.")
    price_per_hour: Quantity | None = Field(None, description="Rent of one, in US dollars an hour.")
    purchase_price: Quantity | None = Field(
        None, description="Price of one with its share of the machine, in US dollars."
    )
    source: str | None = Field(None, description="Where the numbers come from.")
    dated: dt.date | None = Field(None, description="On which day they were read.")


class Measured(Described):
    """What was measured of a model on a machine."""

    model: str | None = Field(None, description="The id of the model.")
    machine: str | None = Field(None, description="The id of the machine.")
    precision: Precision | None = Field(None, description="How the weights were kept.")
    batched: Quantity | None = Field(
        None, description="Tokens a second of one machine that serves many at once."
    )
    single: Quantity | None = Field(None, description="Tokens a second of one stream alone.")
    source: str | None = Field(None, description="Where the numbers come from.")
    dated: dt.date | None = Field(None, description="On which day they were read.")


class Operation(Described):
    """How machines are run, where a route does not say otherwise."""

    memory_use: Quantity | None = Field(
        None, description="Share of the memory that weights and caches may fill."
    )
    target_use: Quantity | None = Field(
        None, description="Share of its throughput a machine is planned for at the peak."
    )
    bandwidth_use: Quantity | None = Field(
        None, description="Share of the memory's speed that a single stream reaches."
    )
    spare_replicas: Quantity | None = Field(None, description="Replicas beyond those the peak needs.")
    write_off_months: Quantity | None = Field(
        None, description="Months over which bought machines are written off."
    )
    power_price: Quantity | None = Field(None, description="Price of a kilowatt-hour, in the currency.")
    power_overhead: Quantity | None = Field(None, description="Power of the room over that of the machines.")
    room_per_machine: Quantity | None = Field(
        None, description="Room and network for one, a month, in the currency."
    )
    staff: Quantity | None = Field(
        None, description="People needed to run a model, in full-time equivalents."
    )
    setup_hours: Quantity | None = Field(None, description="Hours until it runs in production.")
    weeks_to_production: Quantity | None = Field(None, description="Weeks until it runs in production.")


class Route(Described):
    """One way requests take in a variant; a variant with one takes all of them there."""

    serving: Serving | None = Field(None, description="Whether a vendor runs the model or the organisation.")
    model: str | None = Field(None, description="The id of the model.")
    share: Quantity | None = Field(
        None, description="Its share of the requests; left out with `tasks`: theirs."
    )
    tasks: tuple[str, ...] | None = Field(None, description="The tasks it takes.")
    components: Listed[str] | None = Field(
        None,
        description="Components of the architecture that its requests and replies pass or are kept in.",
    )
    input_price: Quantity | None = Field(None, description="Price of a million tokens sent, in the currency.")
    output_price: Quantity | None = Field(
        None, description="Price of a million tokens replied, in the currency."
    )
    cached_price: Quantity | None = Field(
        None, description="Price of a million tokens sent that a cache had."
    )
    first_token_seconds: Quantity | None = Field(None, description="Wait for the first token, as measured.")
    stream_tokens_per_second: Quantity | None = Field(
        None, description="Tokens a second of a stream, as measured."
    )
    machine: str | None = Field(None, description="The id of the machine.")
    machines: Quantity | None = Field(None, description="How many there are; left out: computed.")
    precision: Precision | None = Field(None, description="How weights are kept.")
    acquisition: Acquisition | None = Field(None, description="Whether machines are rented, bought or owned.")
    price_per_hour: Quantity | None = Field(None, description="Rent of one machine, in the currency an hour.")
    purchase_price: Quantity | None = Field(None, description="Price of one machine, in the currency.")
    throughput: Quantity | None = Field(
        None, description="Tokens a second of one machine serving many, as measured."
    )
    staff: Quantity | None = Field(None, description="People needed to run it, in full-time equivalents.")
    setup_hours: Quantity | None = Field(None, description="Hours until it runs in production.")
    weeks_to_production: Quantity | None = Field(None, description="Weeks until it runs in production.")


class CostItem(Described):
    """Something else a variant costs: storage, traffic, an assessment, a contract."""

    what: str | None = Field(None, description="What it is, for the reader.")
    monthly: Quantity | None = Field(None, description="What it costs a month, in the currency.")
    once: Quantity | None = Field(None, description="What it costs once, in the currency.")
    compliance: YesNo | None = Field(None, description="Whether it is spent to meet a duty.")


class Plan(Described):
    """How one variant serves its requests, and what else it costs."""

    routes: Keyed[Route] | None = Field(None, description="The ways requests take, by an id of your own.")
    costs: Keyed[CostItem] | None = Field(None, description="What else it costs, by an id of your own.")


class Rule(Described):
    """One rule of choice. Rules are asked in their order; the first that tells two variants apart decides between them."""

    measure: Measure | None = Field(None, description="What it looks at.")
    text: str | None = Field(None, description="The rule in a sentence.")


class Thresholds(Described):
    """Volumes that are often quoted, for the answer to the question about volume."""

    api_below: Quantity | None = Field(
        None, description="Requests a month below which an API is commonly advised."
    )
    self_hosting_above: Quantity | None = Field(
        None, description="Requests a month above which running the model oneself is commonly advised."
    )


class DecisionFile(Described):
    """Workload, team, prices, and a plan for each variant of the architecture."""

    schema_: str | None = Field(None, alias="schema", description=f"The format of this file: {DECISION}.")
    source: str | None = Field(
        None, description="Where the numbers of this file come from, unless an entry says it."
    )
    currency: str | None = Field(
        None, description="The currency of all amounts, as three letters; default: USD."
    )
    per_usd: Quantity | None = Field(None, description="Units of the currency that a US dollar buys.")
    workload: Workload | None = Field(None, description="What the system has to do.")
    tasks: Keyed[Task] | None = Field(None, description="Kinds of requests, where not all are alike.")
    team: Team | None = Field(None, description="Who would run it.")
    operation: Operation | None = Field(None, description="How machines are run.")
    models: Keyed[Model] | None = Field(None, description="Models, by id.")
    machines: Keyed[Machine] | None = Field(None, description="Machines, by id.")
    measured: Keyed[Measured] | None = Field(None, description="Measurements of models on machines.")
    variants: Keyed[Plan] | None = Field(
        None, description="A plan for each variant, by its name; `base` for none."
    )
    rules: Keyed[Rule] | None = Field(
        None, description="The rules of choice, in their order; stated, they replace those built in."
    )
    thresholds: Thresholds | None = Field(None, description="Volumes that are often quoted.")
    sources: Keyed[str] | None = Field(
        None, description="Where numbers come from, by path, such as workload.peak_factor."
    )
