"""The interview that begins an architecture: a handful of questions, each of which may be left open."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compliance.cli.beginning_words import (
    CATEGORIES,
    ENCRYPTED,
    HINT,
    HIPAA,
    KEYS,
    LAW,
    ROLES,
    TASKS,
    UNKNOWN,
    WHERE,
    YES_NO,
)
from compliance.cli.prompts import Command, Option, Row, Words, choose, line, table
from compliance.errors import printable
from compliance.inputs.countries import COUNTRIES
from compliance.model.values import When
from compliance.model.words import Category, Group, Hosting, Stage, Task
from compliance.questionnaire.beginning import Beginning, Outside, Place

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from compliance.model.words import Word

_CATEGORY: Final = {str(word): word for word in Category}
_HOSTING: Final = {str(word): word for word in Hosting}

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Step:
    """One question: what it fills, how it is asked, and when."""

    key: str
    ask: Callable[[Said], Any]
    when: Callable[[Said], bool] = lambda _: True


def begun(profiles: Mapping[str, str], on: dt.date) -> Beginning | None:
    """Ask for a first description; None where the person stops. `profiles`: ids and names of known vendors."""
    steps, at = _steps(profiles), 0
    sys.stdout.write(
        "A first description of your system.\nWhat is not known stays open, and is asked for later.\n\n"
    )
    said: Said = {}
    trail: list[int] = []
    while at < len(steps):
        step = steps[at]
        found = step.ask(said) if step.when(said) else Command.SKIP
        if found is Command.QUIT:
            return None
        if found is Command.BACK:
            at = trail.pop() if trail else at
            continue
        if not isinstance(found, Command):
            said[step.key] = found
            sys.stdout.write(f"  {step.key.replace('_', ' '):<16}{printable(_shown(found))}\n")
        elif found is Command.SKIP:
            said.pop(step.key, None)
        if step.when(said):
            trail.append(at)
        at += 1
    return _beginning(said, on)


def _steps(profiles: Mapping[str, str]) -> list[_Step]:
    return [
        _Step("system", lambda _: _named("What is the system called?", "Discharge letter assistant")),
        _Step("stage", lambda _: _word("How far is it?", Stage)),
        _Step("since", lambda _: _when("Since when is it used?")),
        _Step("organisation", lambda _: _named("What is your organisation called?", "Riverside Hospital")),
        _Step("country", lambda _: _country("In which country is it?")),
        _Step(
            "serves",
            lambda said: _countries("In which countries are the people you serve?", said.get("country")),
        ),
        _Step("hipaa", lambda _: _choice("What are you under HIPAA?", HIPAA)),
        *(_Step(law, _asking_role(law)) for law in ROLES),
        _Step("categories", lambda _: _categories()),
        _Step("about", lambda _: _word("Whom are these data about?", Group)),
        _Step("task", lambda _: _word("What is the system for?", Task, TASKS)),
        _Step("users", lambda _: _word("Who uses it?", Group)),
        _Step("app", lambda _: _word("Where does your application run?", Hosting, WHERE)),
        _Step("app_country", lambda said: _country("In which country does it run?", said.get("country"))),
        _Step("model", lambda _: _model()),
        _Step("profile", lambda _: _profile(profiles), _by_vendor),
        _Step("vendor", lambda _: _named("What is the vendor called?", "Model vendor"), _by_other_vendor),
        _Step("vendor_country", lambda _: _country("In which country is the vendor?"), _by_vendor),
        _Step("model_country", lambda said: _country("In which country does the model run?", _likely(said))),
        _Step("baa", lambda _: _agreement("business associate contract"), _by_vendor_under("hipaa")),
        _Step("dpa", lambda _: _agreement("data processing agreement"), _by_vendor_under("gdpr")),
        _Step(
            "host", lambda _: _named("Who runs the machines or the cloud you use?", "Cloud provider"), _hosted
        ),
        _Step("host_country", lambda _: _country("In which country is that company?"), _hosted),
        _Step(
            "encryption", lambda _: _choice("How is the way from application to model encrypted?", ENCRYPTED)
        ),
        _Step("log", lambda _: _choice("Are prompts and answers kept in a log?", YES_NO)),
        _Step("keeps", lambda _: _choice("Does your application keep what is sent or answered?", YES_NO)),
        _Step(
            "incidents",
            lambda _: _choice(
                "Has anything gone wrong with these data: lost, leaked, seen by others?", YES_NO
            ),
        ),
        _Step(
            "requests", lambda _: _choice("Has anybody asked to see, correct or delete their data?", YES_NO)
        ),
        _Step("complete", _complete),
        _Step("by", lambda _: _named("Who confirms that? A name", "Chief information officer"), _confirmed),
    ]


def _shown(found: object) -> str:
    """What was said, in a line."""
    match found:
        case None:
            return "not known"
        case str():
            return found.replace("_", " ")
        case tuple():
            return ", ".join(map(str, found))
        case dict():
            return ", ".join(name for name, stated in found.items() if stated) or "none of these"
    return str(found)


def _by_vendor(said: Said) -> bool:
    return said.get("model") == "vendor_api"


def _by_other_vendor(said: Said) -> bool:
    return _by_vendor(said) and not said.get("profile")


def _by_vendor_under(law: str) -> Callable[[Said], bool]:
    return lambda said: _by_vendor(said) and said.get(law) != "none"


def _hosted(said: Said) -> bool:
    return bool({said.get("app"), said.get("model")} & {"own_cloud", "colocation", "vendor_cloud"})


def _confirmed(said: Said) -> bool:
    return said.get("complete") == "yes"


def _likely(said: Said) -> str | None:
    found: str | None = said.get("vendor_country") or said.get("app_country")
    return found


def _beginning(said: Said, on: dt.date) -> Beginning:
    hipaa = (said.get("hipaa") or "").split()
    roles = {law: _words(said.get(law)) for law in ROLES} | {"hipaa": _words(hipaa[0] if hipaa else None)}
    agreements = {kind: said[kind] for kind in ("baa", "dpa") if said.get(kind)}
    vendor = None
    if said.get("model") == "vendor_api":
        profile = said.get("profile")
        name = profile[1] if profile else said.get("vendor") or "Model vendor"
        vendor = Outside(name, said.get("vendor_country"), profile[0] if profile else None, agreements)
    host = Outside(said["host"], said.get("host_country")) if said.get("host") else None
    return Beginning(
        system=said.get("system") or "AI system",
        organisation=said.get("organisation") or "Our organisation",
        stage=said.get("stage"),
        since=said.get("since"),
        country=said.get("country"),
        serves=said.get("serves"),
        roles=roles,
        health_entity=hipaa[1] if len(hipaa) > 1 else None,
        categories=said.get("categories") or {},
        about=said.get("about"),
        task=said.get("task"),
        users=said.get("users"),
        application=Place(said.get("app"), said.get("app_country")),
        model=Place(said.get("model"), said.get("model_country")),
        vendor=vendor,
        host=host,
        log=_yes(said, "log"),
        keeps=_yes(said, "keeps"),
        incidents=_yes(said, "incidents"),
        requests=_yes(said, "requests"),
        encryption=said.get("encryption"),
        complete=_yes(said, "complete"),
        by=said.get("by") or "",
        on=on,
    )


def _words(said: str | None) -> tuple[str, ...] | None:
    return None if said is None else () if said == "none" else tuple(said.split())


def _choice(message: str, options: Sequence[Option]) -> str | Command | None:
    found = choose(message, options, hint=HINT)
    return None if found == "unknown" else found


def _word(message: str, words: type[Word], only: Sequence[str] | None = None) -> str | Command | None:
    members = [word for word in words if only is None or str(word) in only]
    if only is not None:
        members.sort(key=lambda word: only.index(str(word)))
    options = [
        Option(key, str(word).replace("_", " "), word.description, str(word))
        for key, word in zip(KEYS.replace("u", ""), members, strict=False)
    ]
    return _choice(message, [*options, UNKNOWN])


def _asking_role(law: str) -> Callable[[Said], str | Command | None]:
    return lambda _: _choice(f"What are you under {LAW[law]}?", ROLES[law])


def _named(message: str, example: str) -> str | Command:
    found = line(
        message,
        example=f"such as {example}",
        check=lambda text: None if text.strip() else "A name is needed.",
        hint=HINT,
    )
    return found if isinstance(found, Command) else " ".join(found.split())


def _when(message: str) -> str | Command | None:
    def check(text: str) -> str | None:
        try:
            When.parse(text.strip())
        except ValueError as error:
            return None if not text.strip() else str(error)
        return None

    found = line(
        message,
        example="2026-02-01, or what is known of it: 2026-02, 2026; empty: not known",
        check=check,
        hint=HINT,
    )
    return found if isinstance(found, Command) else found.strip() or None


def _country(message: str, default: str | None = None) -> str | Command | None:
    found = _countries(message, default, several=False)
    return found[0] if isinstance(found, tuple) else found


def _countries(
    message: str, default: str | None = None, *, several: bool = True
) -> tuple[str, ...] | Command | None:
    """Codes of countries, as they were typed, with commas between them."""

    def codes(text: str) -> list[str]:
        return [code.upper() for code in re.split(r"[\s,]+", text.strip()) if code]

    def check(text: str) -> str | None:
        wrong = [code for code in codes(text) if code not in COUNTRIES]
        if wrong:
            return f"{wrong[0]} is no country: write two letters, such as US, DE, GB"
        return None if several or len(codes(text)) <= 1 else "One country."

    example = f"two letters{', several with commas' if several else ''}: US, DE, GB; empty: not known"
    found = line(message, default=default or "", example=example, check=check, hint=HINT)
    return found if isinstance(found, Command) else tuple(codes(found)) or None


def _categories() -> Mapping[str, bool | None] | Command:
    rows = [Row(name, name.replace("_", " "), _CATEGORY[name].description) for name in CATEGORIES]
    found = table("Which data reach the model?", rows, Words((*YES_NO[:2], UNKNOWN), (), "no", HINT), {})
    if not isinstance(found, dict):
        return found if isinstance(found, Command) else {}
    return {name: {"yes": True, "no": False}.get(found.get(name, "")) for name in CATEGORIES}


def _model() -> str | Command | None:
    options = [Option("1", "a vendor's API", "Prompts leave for the vendor's service.", "vendor_api")]
    options += [
        Option(key, str(word).replace("_", " "), f"Self-hosted. {word.description}", str(word))
        for key, word in zip("23456", (_HOSTING[name] for name in WHERE), strict=True)
    ]
    return _choice("Where does the model run?", [*options, UNKNOWN])


def _profile(profiles: Mapping[str, str]) -> tuple[str, str] | Command | None:
    options = [
        Option(key, name, value=identifier)
        for key, (identifier, name) in zip(KEYS, sorted(profiles.items()), strict=False)
    ]
    found = choose("Whose API?", [*options, Option("o", "another vendor", value="other")], hint=HINT)
    if isinstance(found, Command):
        return found
    return None if found == "other" else (found, profiles[found])


def _agreement(what: str) -> str | Command | None:
    """The date of an agreement, `signed`, `none`, or nothing."""
    found = _choice(f"Has a {what} been signed with the vendor?", YES_NO)
    if found == "no":
        return "none"
    if found != "yes":
        return found
    day = _when("On which day?")
    return (
        day
        if isinstance(day, Command) and day is not Command.SKIP
        else day
        if isinstance(day, str)
        else "signed"
    )


def _complete(said: Said) -> str | Command | None:
    """Whether what was named is all there is."""
    outside = [
        name for name in ((said.get("profile") or (None, said.get("vendor")))[1], said.get("host")) if name
    ]
    parts = ["the application", "the model", *(["a log"] if said.get("log") == "yes" else [])]
    told = f"Parts: {', '.join(parts)}. Outside: {', '.join(outside) or 'nobody'}. Flows: between these."
    sys.stdout.write(f"\n  {printable(told)}\n")
    return _choice("Is that every party outside, every part and every flow?", YES_NO)


def _yes(said: Said, key: str) -> bool | None:
    return {"yes": True, "no": False}.get(said.get(key) or "")
