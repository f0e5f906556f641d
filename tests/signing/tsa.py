"""A time-stamp authority on the loopback address, honest or not; nothing else of the network is there in tests."""

# mypy: disable-error-code="no-untyped-call"
# The library types its dummy authority in part only.

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from asn1crypto import keys, tsp
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from compliance.signing import Authority
from compliance.signing.writer import to_asn1
from tests.signing import pki

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

Answer = tuple[int, str, bytes]
Behaviour = "Callable[[bytes], Answer]"
REPLY = "application/timestamp-reply"


def honest(issued: pki.Issued, at: datetime = pki.NOW, *above: pki.Issued) -> Callable[[bytes], bytes]:
    """What an authority with the certificate `issued` answers at the time `at`."""
    store = SimpleCertificateStore()
    store.register_multiple([to_asn1(one.certificate) for one in above])
    dummy = DummyTimeStamper(
        to_asn1(issued.certificate),
        keys.PrivateKeyInfo.load(issued.private_der()),
        certs_to_embed=store,
        fixed_dt=at,
    )

    def answer(request: bytes) -> bytes:
        asked = tsp.TimeStampReq.load(request)
        told: list[bytes] = []

        def ask() -> None:
            told.append(asyncio.run(dummy.async_request_tsa_response(asked)).dump())

        thread = threading.Thread(target=ask)  # the caller runs a loop of its own
        thread.start()
        thread.join()
        return told[0]

    return answer


def authority(issued: pki.Issued, at: datetime = pki.NOW, *above: pki.Issued) -> Authority:
    """The same without any server."""
    return Authority(honest(issued, at, *above))


@contextmanager
def serving(behave: Callable[[bytes], Answer]) -> Iterator[str]:
    """A server that answers each request as `behave` says (status, type, body); gives its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, body = behave(request)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if status in {301, 302}:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _running(Handler) as url:
        yield url


@contextmanager
def dripping() -> Iterator[str]:
    """A server that sends a byte from time to time and never ends."""
    stop = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", REPLY)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            while not stop.is_set():
                try:
                    self.wfile.write(b"0")
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(0.05)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _running(Handler) as url:
        try:
            yield url
        finally:
            stop.set()


@contextmanager
def _running(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/tsr"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
