#!/usr/bin/env python3
"""Verify a signed report without the program that made it.

    python3 -m pip install asn1crypto cryptography pypdf rfc8785
    python3 verify_report.py report.pdf --signer signer.cert.pem

Checks each signature and time-stamp over the bytes of the file, that later revisions changed neither text nor embedded files,
the digests in the manifest, that the pages show the outcome of every finding of the embedded assessment, and, where variants are
compared, that the comparison is about the embedded files and the pages show its order and counts. It does not derive findings,
costs or the order again, looks up no revocation, and judges no certificate but by its fingerprint. Exit code 0 when all of it
holds, 1 otherwise.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import rfc8785
from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pypdf import PdfReader

STRONG = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
SHOWN = {"gap": "▲gap", "unknown": "○notknown", "needs_review": "◆apersonmustjudge", "satisfied": "●met"}
COUNTED = ("high", "medium", "low", "unknown", "needs_review")
SMALLEST_RSA_BITS = 2048
CHOSEN = {
    "decided": "Decided.",
    "conditional": "A choice, on conditions.",
    "not_decidable": "Not decidable yet.",
    "none": "No variant can do the work.",
}
INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]")
ROW = re.compile(r"(?<!\S)([a-z0-9][\w.-]*@\w+:\S+)\s+([▲○◆●])", re.MULTILINE)


class RefusedError(Exception):
    """One check does not hold."""


def need(condition: object, sentence: str) -> None:
    """Refuse unless the condition holds."""
    if not condition:
        raise RefusedError(sentence)


def signatures(pdf: bytes) -> list[dict[str, Any]]:
    """The filled signature fields in the order of what they cover."""
    root = PdfReader(BytesIO(pdf), strict=True).trailer["/Root"]
    need("/AcroForm" in root, "the file carries no signature")
    found = []
    for field in root["/AcroForm"]["/Fields"]:
        value = field.get_object().get("/V")
        if value is not None:
            signature = value.get_object()
            found.append(
                {"kind": str(signature.get("/SubFilter")), "range": [int(n) for n in signature["/ByteRange"]]}
            )
    need(found, "the file carries no signature")
    return sorted(found, key=lambda one: one["range"][2] + one["range"][3])


def check_signature(pdf: bytes, found: dict[str, Any]) -> x509.Certificate:
    """The certificate that the signature was made with; RefusedError unless bytes, digest and signature belong together."""
    start, length, resume, rest = found["range"]
    gap = pdf[start + length : resume]
    need(
        start == 0 and gap[:1] == b"<" and gap[-1:] == b">" and length < resume,
        "a signature leaves out more than itself",
    )
    need(resume + rest <= len(pdf), "the file is shorter than what was signed")
    need(
        b"%%EOF" in pdf[resume : resume + rest][-16:],
        "a signature does not end where a revision of the file ends",
    )
    covered = pdf[:length] + pdf[resume : resume + rest]
    value = bytes.fromhex(gap[1:-1].decode("ascii"))
    container = cms.ContentInfo.load(value)
    need(not value[len(container.dump()) :].strip(b"\0"), "something is hidden behind a signature")
    need(container["content_type"].native == "signed_data", "a signature is of an unknown kind")
    signed = container["content"]
    need(len(signed["signer_infos"]) == 1, "a signature has more than one signer")
    signer, content = signed["signer_infos"][0], covered
    if found["kind"] == "/ETSI.RFC3161":
        token = signed["encap_content_info"]["content"]
        imprint = tsp.TSTInfo.load(bytes(token))["message_imprint"]
        name = imprint["hash_algorithm"]["algorithm"].native
        need(
            name in STRONG and imprint["hashed_message"].native == hashlib.new(name, covered).digest(),
            "a time-stamp is over something else",
        )
        content = bytes(token)
    else:
        need(found["kind"] == "/ETSI.CAdES.detached", f"a signature is of the unknown kind {found['kind']}")
        need(signed["encap_content_info"]["content"].native is None, "a signature is not a detached one")
    attributes = {one["type"].native: one["values"] for one in signer["signed_attrs"]}
    digest = signer["digest_algorithm"]["algorithm"].native
    need(digest in STRONG, f"the digest {digest} is too weak")
    need(
        attributes["message_digest"][0].native == hashlib.new(digest, content).digest(),
        "signed bytes were changed after signing",
    )
    certificate = _certificate(signed, signer)
    _check_value(certificate, signer, STRONG[digest])
    return certificate


def _certificate(signed: Any, signer: Any) -> x509.Certificate:
    wanted = signer["sid"].chosen
    for one in signed["certificates"]:
        if (
            one.chosen.issuer.dump() == wanted["issuer"].dump()
            and one.chosen.serial_number == wanted["serial_number"].native
        ):
            return x509.load_der_x509_certificate(one.chosen.dump())
    raise RefusedError("the certificate of the signer is not in the signature")


def _check_value(certificate: x509.Certificate, signer: Any, digest: hashes.HashAlgorithm) -> None:
    key, value, data = (
        certificate.public_key(),
        signer["signature"].native,
        signer["signed_attrs"].untag().dump(),
    )
    try:
        if isinstance(key, rsa.RSAPublicKey) and key.key_size >= SMALLEST_RSA_BITS:
            key.verify(value, data, padding.PKCS1v15(), digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(value, data, ec.ECDSA(digest))
        else:
            raise RefusedError("the key of the signer is too weak or of an unknown kind")
    except InvalidSignature:
        raise RefusedError("a signature was not made with the key of the certificate beside it") from None


def embedded(reader: PdfReader) -> dict[str, bytes]:
    """The embedded files by name; RefusedError for two of one name."""
    found = {}
    for name, contents in reader.attachments.items():
        need(len(contents) == 1, f"two embedded files are called {name!r}")
        found[name] = contents[0]
    return found


def text(reader: PdfReader) -> str:
    """The text of all pages."""
    return "\n".join(page.extract_text() for page in reader.pages)


def check_manifest(files: dict[str, bytes]) -> dict[str, Any]:
    """The manifest; RefusedError unless it is canonical JSON and lists exactly the embedded files with their digests."""
    need("manifest.json" in files, "no manifest is embedded")
    manifest = json.loads(files["manifest.json"])
    need(rfc8785.dumps(manifest) == files["manifest.json"], "the manifest is not canonical JSON")
    listed = {one["name"]: one["sha256"] for one in manifest["files"]}
    need(len(listed) == len(manifest["files"]), "the manifest lists a file twice")
    need(set(listed) == set(files) - {"manifest.json"}, "the embedded files are not those the manifest lists")
    for name, digest in listed.items():
        need(
            hashlib.sha256(files[name]).hexdigest() == digest,
            f"{name!r} is not the file that the manifest describes",
        )
    return manifest


def check_pages(shown: str, assessment: dict[str, Any], edition: str) -> int:
    """How many findings the pages show; RefusedError where one is missing, invented or shown otherwise."""
    outcomes = {one["id"]: one["outcome"] for one in assessment["findings"]}
    for name, _ in ROW.findall(shown):
        need(name in outcomes, f"the pages show {name}, which the assessment does not hold")
    flat, seen = INVISIBLE.sub("", shown), 0
    for name, outcome in outcomes.items():
        rows = re.findall(re.escape(INVISIBLE.sub("", name)) + "([▲○◆●][a-z]{3,16})", flat)
        need(
            all(row.startswith(SHOWN[outcome][:16]) for row in rows),
            f"the pages do not show {outcome} for {name}",
        )
        need(rows or edition != "full", f"the pages do not show {name}")
        seen += bool(rows)
    return seen


def check_sources(comparison: dict[str, Any], files: dict[str, bytes], variant: str) -> int:
    """How many files the comparison names; RefusedError unless all are embedded and the assessment beside it is its own."""
    inputs = comparison["inputs"]
    named = [inputs["architecture"], *inputs["answers"], *comparison["decision"]]
    named += [inputs[role] for role in ("determinations", "acceptances") if inputs[role] is not None]
    digests = {hashlib.sha256(data).hexdigest() for data in files.values()}
    for one in named:
        need(
            one["sha256"] in digests,
            f"the comparison was made from another {one['name']!r} than the embedded",
        )
    if "assessment.json" in files:
        own = {one["name"]: one["assessment"] for one in comparison["variants"]}
        mine = hashlib.sha256(files["assessment.json"]).hexdigest()
        need(
            own.get(variant) == mine,
            f"the comparison is of another assessment of {variant!r} than the embedded",
        )
    return len(named)


def check_choice(shown: str, comparison: dict[str, Any]) -> int:
    """How many variants the pages show; RefusedError where the choice, a place or a count is missing or another."""
    flat, found = INVISIBLE.sub("", shown), comparison["recommendation"]
    words = CHOSEN[found["outcome"]]
    need(INVISIBLE.sub("", words) in flat, f"the pages do not say {words!r}, as the comparison does")
    counts = {one["name"]: one["counts"].values() for one in comparison["variants"]}
    need(sorted(found["order"]) == sorted(counts), "the order of the comparison is not one of its variants")
    for place, name in enumerate(found["order"], 1):
        total = {word: sum(one[word] for one in counts[name]) for word in COUNTED}
        gaps = "/".join(str(total[word]) for word in COUNTED[:3])
        row = f"{place}{re.escape(name)}.{{0,400}}?{gaps}{total['unknown']}{total['needs_review']}"
        need(
            re.search(row, flat, re.DOTALL),
            f"the pages do not show {name!r} in place {place} with the counts of the comparison",
        )
    return len(counts)


def check(pdf: bytes, signer: x509.Certificate | None) -> list[str]:
    """What holds, in sentences. RefusedError at the first thing that does not."""
    told = []
    found = signatures(pdf)
    certificates = [check_signature(pdf, one) for one in found]
    for one, certificate in zip(found, certificates, strict=True):
        kind = "time-stamp" if one["kind"] == "/ETSI.RFC3161" else "signature"
        print_ = certificate.fingerprint(hashes.SHA256()).hex()
        told.append(
            f"{kind} intact, by {certificate.subject.rfc4514_string()} (certificate SHA-256 {print_})"
        )
    if signer is None:
        told.append("nobody was named with --signer, so who holds the key is not established")
    else:
        need(
            certificates[0] == signer,
            "the first signature was made with another certificate than the one given",
        )
        told.append("the first signature was made with the certificate given")
    ends = [one["range"][2] + one["range"][3] for one in found]
    need(ends[-1] == len(pdf), f"{len(pdf) - ends[-1]} bytes follow the end of what was signed last")
    last, first = PdfReader(BytesIO(pdf), strict=True), PdfReader(BytesIO(pdf[: ends[0]]), strict=True)
    shown, files = text(last), embedded(last)
    if len(found) > 1:
        need(
            shown == text(first) and files == embedded(first),
            "a later revision changed text or embedded files",
        )
        told.append(
            "text and embedded files are those of the first signature; drawings in later revisions are not compared"
        )
    manifest = check_manifest(files)
    told.append(f"the {len(files) - 1} embedded files are those the manifest lists")
    need(
        "assessment.json" in files or "comparison.json" in files,
        "neither assessment nor comparison is embedded",
    )
    if "assessment.json" in files:
        assessment = json.loads(files["assessment.json"])
        count = check_pages(shown, assessment, manifest.get("edition", "full"))
        told.append(
            f"the pages show {count} of {len(assessment['findings'])} findings, each with the outcome of the assessment"
        )
    if "comparison" in manifest:
        told += told_of_comparison(shown, files, manifest)
    return told


def told_of_comparison(shown: str, files: dict[str, bytes], manifest: dict[str, Any]) -> list[str]:
    """What holds of a comparison of variants, and what was not looked at."""
    need("comparison.json" in files, "the manifest speaks of a comparison that is not embedded")
    comparison = json.loads(files["comparison.json"])
    named = check_sources(comparison, files, manifest.get("variant", "base"))
    told = [
        f"the comparison is about the embedded files: all {named} that it names are there with their digests"
    ]
    if any(one["role"] == "template" for one in manifest["files"]):
        told.append("templates of the signer's own drew the pages, so the choice was not looked for on them")
    else:
        count = check_choice(shown, comparison)
        told.append(
            f"the pages show the outcome and all {count} variants in the order and with the counts of the comparison"
        )
    told.append("costs, fit and order were not computed again here; `compliance verify` does that")
    return told


def main() -> int:
    """Print what holds and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pdf", type=Path)
    parser.add_argument(
        "--signer", type=Path, help="the signer's certificate (PEM), had over another channel"
    )
    chosen = parser.parse_args()
    try:
        signer = x509.load_pem_x509_certificate(chosen.signer.read_bytes()) if chosen.signer else None
        for number, sentence in enumerate(check(chosen.pdf.read_bytes(), signer), 1):
            print(f"({number}) {sentence.encode('unicode_escape').decode()}")
    except RefusedError as refused:
        print(f"REFUSED: {refused}")
        return 1
    except Exception as error:  # noqa: BLE001 - a hostile file may make any library raise; nothing that raised is intact
        print(f"REFUSED: the file cannot be read ({type(error).__name__}: {str(error)[:200]})")
        return 1
    print("All of it holds.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
