"""Asks a time-stamp authority (RFC 3161) for tokens. The only module that reaches the network, at the address the user names.

What comes back is held against what was asked before anything is written: a token that does not fit is an error, never a file.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from contextlib import closing, suppress
from hashlib import sha256
from threading import Timer
from typing import TYPE_CHECKING, ClassVar, Protocol
from urllib.parse import urlsplit

from asn1crypto import cms, core, tsp
from pyhanko.sign.timestamps import TimeStamper

from compliance.errors import UsageError
from compliance.signing.errors import RefusedError, TimeStampError
from compliance.signing.tokens import Stamp, read_stamp

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from cryptography.x509 import Certificate

DEFAULT_TIMEOUT = 20.0
LARGEST_ANSWER = 1024 * 1024
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"
_GRANTED = frozenset({"granted", "granted_with_mods"})
_OK = 200


class Response(core.Sequence):  # type: ignore[misc]  # the library ships no types
    """TimeStampResp of RFC 3161. A refusal comes without a token, which the library's own class cannot read."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class Transport(Protocol):
    """Carries a request to an authority and its answer back, both in DER form."""

    def __call__(self, request: bytes, /) -> bytes:
        """The answer. Raises TimeStampError when there is none."""


class Authority(TimeStamper):
    """A time-stamp authority behind some transport; asked for each token once."""

    def __init__(self, transport: Transport) -> None:
        """Nothing is asked yet."""
        super().__init__(include_nonce=True)  # type: ignore[no-untyped-call]
        self._transport = transport
        self.answered_with: set[Certificate] = set()
        """The certificates under its answers so far. An authority may use several."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """The token over `message_digest`, intact and fresh. Raises TimeStampError."""
        nonce, request = self.request_cms(message_digest, md_algorithm)  # type: ignore[no-untyped-call]
        token = _granted(self._transport(request.dump()))
        try:
            stamp = read_stamp(token["content"], lambda name: message_digest if name == md_algorithm else b"")
            fresh = token["content"]["encap_content_info"]["content"].parsed["nonce"].native == nonce
        except RefusedError as error:
            raise TimeStampError(f"the time-stamp authority answered with no good token: {error}") from error
        if not fresh:
            raise TimeStampError(
                "the time-stamp authority answered another request than the one that was sent"
            )
        self.answered_with.add(stamp.certificate)
        return token

    async def trial(self) -> Stamp:
        """A token over nothing in particular: who answers, with which certificates. Kept to estimate sizes with."""
        token = await self.async_dummy_response("sha256")
        return read_stamp(token["content"], lambda _: sha256(b"").digest())


def over_http(url: str, timeout: float = DEFAULT_TIMEOUT) -> Transport:
    """The transport to `url`, http or https; the whole exchange takes at most `timeout` seconds.

    Redirections are not followed and no proxy of the environment is used. Raises UsageError for another kind of address.
    """
    wrong = UsageError(
        f"{url!r} is no address of a time-stamp authority", "Write it as https://host/path, without a user."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or "@" in parts.netloc:
        raise wrong
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def ask(request: bytes) -> bytes:
        connection = (
            http.client.HTTPSConnection(
                parts.hostname or "", port, timeout=timeout, context=ssl.create_default_context()
            )
            if parts.scheme == "https"
            else http.client.HTTPConnection(parts.hostname or "", port, timeout=timeout)
        )
        return _exchange(connection, path, request, url, timeout)

    return ask


def _exchange(
    connection: http.client.HTTPConnection, path: str, request: bytes, url: str, timeout: float
) -> bytes:
    """A slow answer is cut off from outside: the library's own timeout begins anew with every byte."""
    late: list[bool] = []
    opened: list[socket.socket] = []

    def cut() -> None:
        late.append(True)
        for one in opened:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)  # closing would not wake who waits in it

    timer = Timer(timeout, cut)
    timer.daemon = True
    timer.start()
    try:
        connection.connect()
        opened.append(connection.sock)  # the connection forgets it once the answer has begun
        connection.request("POST", path, request, {"Content-Type": _QUERY, "Accept": _REPLY})
        with closing(connection.getresponse()) as response:  # it holds the socket open until it is closed
            body = _body(response, url)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late or isinstance(error, TimeoutError):
            raise _too_late(url, timeout) from error
        what = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise TimeStampError(
            f"the time-stamp authority at {url} cannot be reached: {what}",
            "Check the address and the network.",
        ) from error
    finally:
        timer.cancel()
        connection.close()
    if late:
        raise _too_late(url, timeout)
    return body


def _too_late(url: str, timeout: float) -> TimeStampError:
    return TimeStampError(
        f"the time-stamp authority at {url} did not answer within {timeout:g} s",
        "Try again, give it longer with --tsa-timeout, or name another authority.",
    )


def _body(response: HTTPResponse, url: str) -> bytes:
    kind = (response.getheader("Content-Type") or "").split(";")[0].strip().lower()
    if response.status != _OK:
        raise TimeStampError(f"the time-stamp authority at {url} answered with status {response.status}")
    if kind != _REPLY:
        raise TimeStampError(
            f"what answers at {url} is no time-stamp authority: it sent {kind or 'something without a type'}"
        )
    data = response.read(LARGEST_ANSWER + 1)
    if len(data) > LARGEST_ANSWER:
        raise TimeStampError(f"the answer of {url} is larger than {LARGEST_ANSWER} bytes")
    return data


def _granted(answer: bytes) -> cms.ContentInfo:
    try:
        response = Response.load(answer, strict=True)
        status = response["status"]
        granted = status["status"].native in _GRANTED
        why = [*(status["status_string"].native or []), *sorted(status["fail_info"].native or [])]
    except (ValueError, TypeError, KeyError) as error:
        raise TimeStampError("the answer of the time-stamp authority cannot be read") from error
    if not granted:
        raise TimeStampError(f"the time-stamp authority refused: {'; '.join(why) or 'it gave no reason'}")
    token = response["time_stamp_token"]
    if not isinstance(token, cms.ContentInfo):
        raise TimeStampError("the time-stamp authority granted the request and sent no token")
    return token
