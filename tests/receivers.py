"""What hears of notices in the tests: a mail server and a webhook on loopback, which keep what they were sent."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from claims import notice_settings
from claims.notice_settings import MailServer, Webhook

SECRET = "the key of the chat"


class Mailbox:
    """What a mail server took, and whom it refuses."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        assert session.authenticated
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"

    def texts(self) -> list[str]:
        return [message.get_content() for message in self.messages]


@contextmanager
def mail_server(mailbox: Mailbox) -> Iterator[MailServer]:
    """A mail server that asks for a user name and a password."""

    def sign_in(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        return AuthResult(success=(given.login, given.password) == (b"desk", b"p@ss"), handled=False)

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, authenticator=sign_in, auth_require_tls=False)
    controller.start()
    server = notice_settings.mail_server(
        {"CLAIMS_MAIL_SERVER": f"smtp://desk:p%40ss@127.0.0.1:{port}", "CLAIMS_MAIL_FROM": "Fact desk <desk@example.org>"}
    )
    assert server is not None
    yield server
    controller.stop()


class Hook:
    """A webhook's receiver: what was posted, and the status it answers."""

    def __init__(self) -> None:
        self.posts: list[tuple[dict[str, Any], dict[str, str], bytes]] = []
        self.status = 200


@contextmanager
def webhook() -> Iterator[tuple[Hook, Webhook]]:
    """A webhook's receiver, and the settings that lead there."""
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.posts.append((json.loads(body), dict(self.headers), body))
            self.send_response(hook.status)
            if hook.status == 302:
                self.send_header("Location", "/elsewhere")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield hook, Webhook(f"http://127.0.0.1:{server.server_port}/hooks/abc", SECRET)
    server.shutdown()
    server.server_close()
