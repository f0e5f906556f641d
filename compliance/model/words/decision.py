"""Words of the decision file: how a model is served, how good its answers must be, who can run it."""

from __future__ import annotations

from compliance.model.words.base import Word


class Serving(Word):
    """How requests reach a model."""

    API = "api", "A vendor runs the model and is paid by use."
    SELF_HOSTED = "self_hosted", "The organisation runs the model on machines it rents or owns."


class Acquisition(Word):
    """How the machines are had."""

    RENT = "rent", "Rented by the hour, paid whether busy or idle."
    BUY = "buy", "Bought and written off over months."
    OWNED = "owned", "Owned already; only power and room are paid."


class Precision(Word):
    """How many bits a weight takes."""

    FP16 = "fp16", "16 bits, as published."
    INT8 = "int8", "8 bits."
    INT4 = "int4", "4 bits."


class Quality(Word):
    """How good the answers of a task must be."""

    ANY = "any", "Any current model of the size chosen does."
    USUAL = "usual", "As good as the best open models."
    HARDEST = "hardest", "The hardest tasks: the best model there is, whoever runs it."


class Expertise(Word):
    """What the organisation's people have done before."""

    NONE = "none", "Nobody has run models in production."
    SOME = "some", "Somebody runs services in production, though no models."
    EXPERIENCED = "experienced", "A team runs models in production."


class Sensitivity(Word):
    """How freely the data of a task may travel."""

    PUBLIC = "public", "Meant for everybody."
    INTERNAL = "internal", "Of the organisation, protected by no law of its own."
    REGULATED = "regulated", "Protected by law or contract."


class Measure(Word):
    """What a rule of choice looks at; of two variants the one with less of it comes first."""

    FORBIDDEN = "forbidden", "Whether a gap is open, or may be, that nobody can accept the risk of."
    GAPS = "gaps", "Whether a gap is open, or may be, that not every variant has."
    UNFIT = "unfit", "Whether something does not fit, or may not: memory, speed, quality, people."
    TOTAL = "total", "The middle of the cost over the horizon."
