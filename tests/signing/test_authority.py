"""The client of time-stamp authorities against a server on the loopback address: every way it can go wrong is an error with its reason."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from asn1crypto import tsp

from compliance.errors import UsageError
from compliance.signing import (
    Authority,
    Level,
    State,
    Terms,
    TimeStampError,
    over_http,
    sign,
    timestamp,
    verify,
)
from compliance.signing.authority import Response
from tests.signing import pki, tsa

if TYPE_CHECKING:
    from collections.abc import Callable

    from compliance.signing import Identity


@pytest.fixture(scope="module")
def issued() -> pki.Issued:
    """The certificate of an honest authority."""
    return pki.issue("Time authority", key=pki.rsa_key(), purposes=pki.TIME_STAMPING)


def _refusal(_: bytes) -> tsa.Answer:
    status = {"status": "rejection", "status_string": ["not today"], "fail_info": {"bad_alg"}}
    return 200, tsa.REPLY, bytes(Response({"status": status}).dump())


def _over_another_digest(issued: pki.Issued) -> Callable[[bytes], tsa.Answer]:
    def behave(request: bytes) -> tsa.Answer:
        asked = tsp.TimeStampReq.load(request)
        asked["message_imprint"]["hashed_message"] = bytes(32)
        return 200, tsa.REPLY, tsa.honest(issued)(asked.dump(force=True))

    return behave


def _to_another_request(issued: pki.Issued) -> Callable[[bytes], tsa.Answer]:
    def behave(request: bytes) -> tsa.Answer:
        asked = tsp.TimeStampReq.load(request)
        asked["nonce"] = 7
        return 200, tsa.REPLY, tsa.honest(issued)(asked.dump(force=True))

    return behave


def _without_nonce(issued: pki.Issued) -> Callable[[bytes], tsa.Answer]:
    def behave(request: bytes) -> tsa.Answer:
        asked = tsp.TimeStampReq.load(request)
        del asked["nonce"]
        return 200, tsa.REPLY, tsa.honest(issued)(asked.dump(force=True))

    return behave


def _altered(issued: pki.Issued) -> Callable[[bytes], tsa.Answer]:
    def behave(request: bytes) -> tsa.Answer:
        answer = bytearray(tsa.honest(issued)(request))
        answer[-5] ^= 1
        return 200, tsa.REPLY, bytes(answer)

    return behave


def _always(status: int, kind: str, body: bytes) -> Callable[[bytes], tsa.Answer]:
    return lambda _: (status, kind, body)


def test_an_honest_authority_is_asked_over_http(report: bytes, signer: Identity, issued: pki.Issued) -> None:
    """Over a socket as in the wild: the signature comes back stamped."""
    with tsa.serving(lambda request: (200, tsa.REPLY, tsa.honest(issued)(request))) as url:
        pdf = sign(report, signer, signed_at=pki.NOW, terms=Terms(Level.B_T, Authority(over_http(url))))
    assert [stamp.subject for stamp in verify(pdf, at=pki.NOW).stamps] == ["CN=Time authority"]


def _granted_without_token(_: bytes) -> tsa.Answer:
    return 200, tsa.REPLY, bytes(Response({"status": {"status": "granted"}}).dump())


BAD = [
    (lambda _: _granted_without_token, "sent no token"),
    (lambda _: _refusal, "refused: not today; bad_alg"),
    (_over_another_digest, "made over something else"),
    (_to_another_request, "answered another request"),
    (_without_nonce, "answered another request"),
    (_altered, "changed after it was made"),
    (lambda _: _always(200, tsa.REPLY, b"no such thing"), "cannot be read"),
    (lambda _: _always(200, tsa.REPLY, b""), "cannot be read"),
    (
        lambda _: _always(200, "text/html", b"<h1>Log in</h1>"),
        "is no time-stamp authority: it sent text/html",
    ),
    (lambda _: _always(302, tsa.REPLY, b""), "answered with status 302"),
    (lambda _: _always(503, "text/plain", b"busy"), "answered with status 503"),
    (lambda _: _always(200, tsa.REPLY, bytes(2 * 1024 * 1024)), "larger than"),
]


@pytest.mark.parametrize(("behaviour", "words"), BAD, ids=[words for _, words in BAD])
def test_a_bad_answer_is_an_error_and_no_file(
    behaviour: Callable[[pki.Issued], Callable[[bytes], tsa.Answer]],
    words: str,
    report: bytes,
    signer: Identity,
    issued: pki.Issued,
) -> None:
    """Exit code 2 and what was wrong; never a signature without the stamp."""
    with tsa.serving(behaviour(issued)) as url, pytest.raises(TimeStampError, match=words) as caught:
        sign(report, signer, signed_at=pki.NOW, terms=Terms(Level.B_T, Authority(over_http(url, 5))))
    assert caught.value.exit_code == 2


def test_a_certificate_not_for_time_stamps_is_refused(report: bytes, signer: Identity) -> None:
    """A token by a document signer is no time-stamp, whatever its form."""
    wrong = pki.issue("Somebody", key=pki.rsa_key())
    with pytest.raises(TimeStampError, match="not one for time-stamps alone"):
        sign(report, signer, signed_at=pki.NOW, terms=Terms(Level.B_T, tsa.authority(wrong)))


def test_silence_ends_at_the_timeout(signed: bytes) -> None:
    """Whether nothing comes or a byte now and then: the whole exchange is timed, not each byte."""
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        _times_out(signed, f"http://127.0.0.1:{mute.getsockname()[1]}/")
    with tsa.dripping() as url:
        _times_out(signed, url)


def _times_out(signed: bytes, url: str) -> None:
    began = time.monotonic()
    with pytest.raises(TimeStampError, match=r"did not answer within 0\.5 s") as caught:
        timestamp(signed, Authority(over_http(url, 0.5)))
    assert time.monotonic() - began < 10
    assert "--tsa-timeout" in str(caught.value.hint)


def test_nobody_there_is_said(signed: bytes) -> None:
    """A port that nothing listens on."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(TimeStampError, match="cannot be reached"):
        timestamp(signed, Authority(over_http(f"http://127.0.0.1:{port}/", 2)))


@pytest.mark.parametrize(
    "url",
    ["", "tsa.example.org", "ftp://tsa.example.org/", "file:///etc/hostname", "http://", "http://u:p@host/", "http://host:0/", "http://host:x/", "http://[host/", "http://:p@host/", "https://@host/"],
)  # fmt: skip
def test_an_address_of_another_kind_is_a_wrong_use(url: str) -> None:
    """Before anything is sent anywhere."""
    with pytest.raises(UsageError, match="no address of a time-stamp authority"):
        over_http(url)


def test_no_proxy_of_the_environment_is_used(
    signed: bytes, issued: pki.Issued, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address named is the one that is asked."""
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with tsa.serving(lambda request: (200, tsa.REPLY, tsa.honest(issued)(request))) as url:
        stamped = timestamp(signed, Authority(over_http(url, 5)))
    assert verify(stamped, at=pki.NOW).time_stamp.state is State.NOT_ESTABLISHED
