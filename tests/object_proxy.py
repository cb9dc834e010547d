"""A proxy between the program and the object store that loses, delays and refuses requests."""

import contextlib
import http.client
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REFUSAL = (
    b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code>'
    b"<Message>Please reduce your request rate.</Message></Error>"
)
CHUNK = 512


@dataclass
class Rule:
    """What to do with some requests.

    Attributes:
        what: "refuse" with 503; "cut" before, in the middle of, or after the request's body
            ("cut_body"), "cut_answer" when the store has done it; "half_answer"; "slow"; or a
            function, which is called before the request is passed on.
        method: of the request.
        part: of its path.
        times: how often; the rest passes.
    """

    what: str | Callable[[], None]
    method: str
    part: str
    times: int = 1


@dataclass
class Proxy:
    """A running proxy.

    Attributes:
        port: where it listens.
        rules: what is to happen; the first that fits is used up.
        seen: method and path of every request.
        fired: the rules that were used, in order.
    """

    port: int = 0
    store: int = 0
    rules: list[Rule] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    fired: list[Any] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)

    def rule_for(self, method: str, path: str) -> Rule | None:
        with self.lock:
            self.seen.append(f"{method} {path}")
            for rule in self.rules:
                if rule.times > 0 and rule.method == method and rule.part in path:
                    rule.times -= 1
                    self.fired.append(rule.what)
                    return rule
        return None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    proxy: Proxy

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            super().handle()

    def pass_on(self) -> None:
        rule = self.proxy.rule_for(self.command, self.path)
        what = rule.what if rule else None
        length = int(self.headers.get("Content-Length", 0))
        if what in {"cut", "cut_body"}:
            self.rfile.read(length // 2 if what == "cut_body" else 0)
            self.hang_up()
            return
        body = self.rfile.read(length)
        if what == "refuse":
            self.answer(503, {"Content-Type": "application/xml"}, REFUSAL)
            return
        if what == "slow":
            time.sleep(1.5)
        if callable(what):
            what()
        status, headers, content = self.ask(body)
        if what == "cut_answer":
            self.hang_up()
        elif what == "half_answer":
            self.answer(status, headers, content, short=len(content) // 2)
        else:
            self.answer(status, headers, content)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = pass_on  # noqa: N815

    def ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Ask the store, with the headers as they were signed."""
        to = http.client.HTTPConnection("127.0.0.1", self.proxy.store, timeout=30)
        to.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() != "expect":
                to.putheader(name, value)
        to.endheaders(body)
        answer = to.getresponse()
        content = answer.read()
        to.close()
        return answer.status, dict(answer.getheaders()), content

    def answer(
        self, status: int, headers: dict[str, str], content: bytes, short: int | None = None
    ) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(name, value)
        length = headers.get("Content-Length", str(len(content)))
        self.send_header("Content-Length", length if self.command == "HEAD" else str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content if short is None else content[:short])
        if short is not None:
            self.hang_up()

    def hang_up(self) -> None:
        """Close the connection as a machine does that is switched off: with a reset."""
        self.wfile.flush()
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()


@contextlib.contextmanager
def between(store: int) -> Iterator[Proxy]:
    """Run a proxy in front of the store at a port."""
    proxy = Proxy(store=store)
    handler = type("Handler", (_Handler,), {"proxy": proxy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # it is meant to break
    proxy.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
