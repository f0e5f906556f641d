"""A first architecture from a few answers: complete where the person said so, open where they did not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compliance.questionnaire.beginning import LAWS
from compliance.questionnaire.beginning_lines import code, identifier, line, listed, role_words, section, text

if TYPE_CHECKING:
    from compliance.questionnaire.beginning import Beginning, Outside, Place

_HOSTED: Final = frozenset({"own_cloud", "colocation", "vendor_cloud"})
_OURS: Final = frozenset({"employees", "workers"})


def first_architecture(said: Beginning) -> str:
    """The commented text of an `architecture.yaml` that loads without a problem."""
    parts = [
        _head(said),
        _system(said),
        _organisation(said),
        _parties(said),
        _data(said),
        _components(said),
        _flows(said),
        _purposes(said),
        _ai_systems(said),
        _events(said),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _head(said: Beginning) -> list[str]:
    called = " ".join(said.system.split())  # a remark ends with its line
    return [
        "# yaml-language-server: $schema=architecture.schema.json",
        f"# A first description of {called}, from an interview. Add what is missing; what is left out is not known, and is",
        "# asked for. `none`, `no` and `[]` are statements. A list or map once stated is complete; `unknown` leaves it open.",
        "schema: compliance-architecture/1",
        *([f"described_on: {said.on.isoformat()}"] if said.on else []),
        *_completeness(said),
    ]


def _completeness(said: Beginning) -> list[str]:
    if not said.complete or said.on is None:
        return [
            "# completeness: {by: NAME, on: 2026-01-31, how: ...}   # once somebody has confirmed that the lists are complete"
        ]
    return [f"completeness: {{by: {text(said.by)}, on: {said.on.isoformat()}, how: Interview}}"]


def _system(said: Beginning) -> list[str]:
    return section(
        "system",
        "what is assessed; the id stays the same over all reports",
        [
            ("id", identifier(said.system)),
            ("name", text(said.system)),
            ("stage", said.stage),
            ("since", said.since),
        ],
        {"stage": "production | pilot | test", "since": "in use since"},
    )


def _organisation(said: Beginning) -> list[str]:
    country = [said.country] if said.country else None
    roles = {law: said.roles.get(law) for law in LAWS}
    stated = ", ".join(f"{law}: {role_words(found)}" for law, found in roles.items() if found is not None)
    rows: list[tuple[str, str | None]] = [
        ("name", text(said.organisation)),
        ("country", code(said.country)),
        ("health_entity", said.health_entity),
        ("established_in", listed(map(code, country)) if country else None),
        ("offers_to", listed(map(code, said.serves)) if said.serves else None),
        ("roles", f"{{{stated}}}" if stated else None),
    ]
    if "covered_entity" not in (roles["hipaa"] or ()):
        rows = [row for row in rows if row[0] != "health_entity"]
    why = {
        "health_entity": "provider | health_plan | clearinghouse",
        "offers_to": "countries whose people are served",
        "roles": "role under each law; none = not subject",
    }
    return section(
        "organisation", "you: where you are, whom you serve, and your role under each law", rows, why
    )


def _parties(said: Beginning) -> list[str]:
    outside = {"model-vendor": said.vendor, "host": said.host}
    lines = [
        "parties:                     # everyone outside who takes part; agreements stand under the party, with their dates"
    ]
    for name, party in outside.items():
        if party is not None:
            lines += _party(name, party)
    if said.complete is not True:
        lines.append(
            "  unknown:                   # others may take part; remove this line once all are named"
        )
    return (
        lines
        if len(lines) > 1
        else ["parties: none                # nobody outside runs, maintains or reaches a part"]
    )


def _party(name: str, party: Outside) -> list[str]:
    lines = [f"  {name}:", f"    name: {text(party.name)}", "    kind: company"]
    lines.append(
        f"    country: {code(party.country)}"
        if party.country
        else "    # country:               # not known yet"
    )
    if party.profile:
        lines.append(
            line(f"    profile: {party.profile}", "what this vendor claims stands beside open questions")
        )
    if party.agreements:
        lines.append("    agreements:")
        lines += [
            line(f"      {kind}: {_agreement(said)}", _AGREEMENTS.get(kind, ""))
            for kind, said in party.agreements.items()
        ]
    return lines


_AGREEMENTS: Final = {"baa": "business associate contract", "dpa": "data processing agreement"}


def _agreement(said: str) -> str:
    return said if said in {"none", "signed"} else f"{{signed_on: {said}}}"


def _data(said: Beginning) -> list[str]:
    there = [name for name, stated in said.categories.items() if stated]
    words = [*there, "unknown"] if None in said.categories.values() or not there else there
    category = f"[{', '.join(words)}]" if words != ["unknown"] else "unknown"
    about = f", about: {said.about}" if said.about else ""
    return [
        "data:                        # sets of data: what they are about (category) and whom they concern",
        f"  inputs: {{name: What is sent to the model, category: {category}, form: prompt{about}}}",
        f"  outputs: {{name: What the model answers, category: {category}, form: completion{about}}}",
        *_open(said, "further sets of data"),
    ]


def _components(said: Beginning) -> list[str]:
    lines = [
        "components:                  # the parts, who runs them (operator; left out: you), where, and what they keep"
    ]
    lines += _component(
        "app", "application", "Application", said.application, _operator(said, said.application)
    )
    lines.append(_stores(said))
    if said.users in _OURS:
        lines.append(
            "    access: {staff: {by: staff}}   # say how they sign in: via, factors, accounts, rights"
        )
    if said.model.hosting == "vendor_api":
        lines += _component("model", "model_api", "Model behind the vendor's API", said.model, "model-vendor")
    else:
        lines += _component(
            "model", "self_hosted_model", "Self-hosted model", said.model, _operator(said, said.model)
        )
    if said.log:
        lines += _component(
            "prompt-log",
            "log",
            "Log of prompts and answers",
            said.application,
            _operator(said, said.application),
        )
        lines.append(line("    stores: [inputs, outputs]", "say how it is encrypted and how long it is kept"))
    if said.log is None or said.complete is not True:
        lines.append("  unknown:                   # other parts may exist: logs, indexes, gateways, backups")
    return lines


def _stores(said: Beginning) -> str:
    """What the application keeps. Nothing, only where somebody sends it what it passes on: else it must come from somewhere."""
    if said.keeps:
        return line("    stores: [inputs, outputs]", "say how it is encrypted and how long it is kept")
    if said.keeps is False and said.users:
        return line("    stores: none", "nothing stays after an answer")
    return "    # stores: [inputs, outputs]    # what it keeps; none, if nothing stays after an answer"


def _events(said: Beginning) -> list[str]:
    told = {
        "incidents": (said.incidents, "describe each"),
        "requests": (said.requests, "by people about their data; describe each"),
    }
    return [
        line(
            f"{name}: {'none' if happened is False else 'unknown'}",
            why if happened else "`none` says that there was none",
        )
        for name, (happened, why) in told.items()
    ]


def _operator(said: Beginning, place: Place) -> str | None:
    return "host" if said.host is not None and place.hosting in _HOSTED else None


def _component(name: str, kind: str, called: str, place: Place, operator: str | None) -> list[str]:
    lines = [f"  {name}:", f"    kind: {kind}", f"    name: {called}"]
    if operator:
        lines.append(f"    operator: {operator}")
    lines.append(
        f"    hosting: {place.hosting}" if place.hosting else "    # hosting:               # not known yet"
    )
    lines.append(
        f"    location: {code(place.country)}"
        if place.country
        else "    # location:              # not known yet"
    )
    return lines


def _flows(said: Beginning) -> list[str]:
    public = said.model.hosting in {"vendor_api", "vendor_cloud"}
    network = f", network: {'public' if public else 'internal'}" if said.model.hosting else ""
    encryption = f", encryption: {said.encryption}" if said.encryption else ""
    since = f", since: {said.since}" if said.since else ""
    lines = [
        "flows:                       # what goes where, what comes back, over which network, and since when"
    ]
    purpose = ", purpose: main" if said.task or said.about else ""
    if said.users:
        who, way = ("staff", "") if said.users in _OURS else (said.users, ", via: web, network: public")
        lines.append(
            f"  asked: {{from: {who}, to: app, data: [inputs], returns: [outputs]{way}{purpose}{since}}}"
        )
    lines.append(
        f"  prompt: {{from: app, to: model, data: [inputs], returns: [outputs], via: api{network}{encryption}{purpose}{since}}}"
    )
    if said.log:
        lines.append(
            f"  logged: {{from: app, to: prompt-log, data: [inputs, outputs], returns: none{purpose}{since}}}"
        )
    if said.log is None or said.complete is not True:
        lines.append("  unknown:                   # further flows may exist")
    return lines


def _purposes(said: Beginning) -> list[str]:
    if not (said.task or said.about):
        return []
    rows = [
        ("tasks", f"[{said.task}]" if said.task else None),
        ("about", said.about),
        ("data", "[inputs, outputs]"),
        ("since", said.since),
    ]
    lines = [
        "purposes:                    # what it is all for; one purpose for each group of people and legal basis",
        "  main:",
    ]
    lines += [f"    {key}: {value}" for key, value in rows if value]
    if said.roles.get("gdpr") != ():
        lines.append(
            "    # legal_basis: contract    # consent | contract | legal_obligation | public_task | legitimate_interests"
        )
    return [*lines, *_open(said, "further purposes")]


def _ai_systems(said: Beginning) -> list[str]:
    rows = [
        (
            "provider",
            "model-vendor" if said.vendor is not None and said.model.hosting == "vendor_api" else None,
        ),
        ("components", "[app, model]"),
        ("purposes", "[main]" if said.task or said.about else None),
        ("interacts_with", said.users),
    ]
    lines = [
        "ai_systems:                  # what the AI Act calls a system: models and programs that serve a purpose together",
        "  assistant:",
    ]
    lines += [f"    {key}: {value}" for key, value in rows if value and key != "provider"]
    if rows[0][1]:
        lines.append(
            "    # provider:              # who offers this system under a name of theirs; organisation, if that is you"
        )
    return lines


def _open(said: Beginning, what: str) -> list[str]:
    return [] if said.complete is True else [f"  unknown:                   # {what} may exist"]
