"""Descriptions of any size, shaped like the packaged hospital: many gateways that send to a few vendors and stores."""

from __future__ import annotations

HEAD = """schema: compliance-architecture/1
described_on: 2026-11-20
system: {id: bench, name: Benchmark system, stage: production, since: 2026-01-01}
organisation: {name: Benchmark, country: US, sector: health, health_entity: [provider], established_in: [US, IE], offers_to: [US, IE],
  headcount: 500, public_authority: no, roles: {hipaa: [covered_entity], gdpr: [controller], pci_dss: [merchant], eu_ai_act: [deployer]}}
data:
  notes: {category: [phi], form: [prompt], about: [patients], persons: 20000}
  cards: {category: [pan], form: [record], about: [customers]}
  texts: {category: [communications], form: [message], about: [customers]}
incidents: none
requests: none
"""


def system(flows: int) -> str:
    """An architecture file with that many flows, one component for every ten and one party for every hundred."""
    parties = max(1, flows // 100)
    components = max(2, flows // 10)
    lines = [HEAD, "parties:"]
    for n in range(parties):
        baa = "{signed_on: 2026-01-01, clauses: {has: [safeguards]}}" if n % 3 else "none"
        lines.append(
            f"  vendor-{n}: {{kind: company, country: US, roles: {{hipaa: [business_associate], gdpr: [processor]}},"
        )
        lines.append(
            f"    sub_processors: none, retention: {n % 60} days, agreements: {{baa: {baa}, dpa: {{signed_on: 2026-01-02}}}}}}"
        )
    lines.append("components:")
    for n in range(components):
        if n % 2:
            lines.append(
                f"  model-{n}: {{kind: model_api, operator: vendor-{n % parties}, hosting: vendor_api, location: US, access: none}}"
            )
        else:
            lines.append(
                f"  store-{n}: {{kind: database, hosting: on_premises, location: IE, stores: {{notes: {{encryption: database}}, cards: {{encryption: field}}, texts: {{}}}}, access: none}}"
            )
    lines.append("flows:")
    encryption = ("none", "tls1.3", "tls1.2")
    data = ("notes", "cards", "texts")
    for n in range(flows):
        source, target = (2 * n) % components, (2 * n + 1) % components
        source, target = source - source % 2, target if target % 2 else (target + 1) % components
        lines.append(
            f"  flow-{n}: {{from: store-{source}, to: {'model' if target % 2 else 'store'}-{target}, data: [{data[n % 3]}], returns: none,"
            f" network: {'public' if n % 2 else 'internal'}, encryption: {encryption[n % 3]}, since: 2026-0{1 + n % 9}-01}}"
        )
    lines.append(
        "purposes:\n  care: {tasks: [medical_documentation], about: [patients], data: [notes], decision: {by: human}}"
    )
    return "\n".join(lines) + "\n"
