"""The examples of docs/operating.md as they are printed: nginx with TLS and with its sign-in, Caddy's file, systemd's units."""

import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask, request
from flask.typing import ResponseReturnValue

from claims.store.people import list_people
from tests.served import served
from tests.test_docs import ROOT, blocks
from tests.test_web_serving import wait_for
from tests.web_stage import PASSWORD, Stage, token_in

pytestmark = pytest.mark.long

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
HOST = "desk.example.org"

needs_nginx = pytest.mark.skipif(
    not (shutil.which("nginx") and shutil.which("openssl")),
    reason="nginx or openssl is not installed (Debian: apt install nginx-light openssl)",
)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    made.give_password("Ben")
    yield made
    made.db.close()


@contextmanager
def desk(stage: Stage, **settings: str) -> Iterator[int]:
    """The desk as `serve` starts it, behind a proxy on this machine; gives its port."""
    port = free_port()
    environment = {
        **os.environ, "CLAIMS_DB": str(stage.path), "PYTHONPATH": str(ROOT), "CLAIMS_MODEL": str(stage.settings.model),
        "CLAIMS_DESK_HOSTS": HOST, "CLAIMS_TRUSTED_PROXIES": "127.0.0.1", **settings,
    }  # fmt: skip
    command = [sys.executable, "-m", "web.serving", "127.0.0.1", str(port), "1"]
    process = subprocess.Popen(command, env=environment, cwd=stage.path.parent, stderr=subprocess.DEVNULL, text=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", process)
        yield port
    finally:
        process.kill()
        process.wait()


@contextmanager
def nginx(folder: Path, server: str) -> Iterator[int]:
    """nginx with that ``server`` block, its certificate made for the test; gives its port."""
    port, key, certificate = free_port(), folder / "desk.key", folder / "desk.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            f"/CN={HOST}",
            "-keyout",
            key,
            "-out",
            certificate,
        ],
        check=True,
        capture_output=True,
    )
    server = server.replace("listen 443", f"listen 127.0.0.1:{port}").replace("/etc/ssl/desk.pem", str(certificate))
    server = server.replace("/etc/ssl/desk.key", str(key))
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    who = "user root;" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        f"daemon off; {who} pid {folder}/nginx.pid; error_log stderr; events {{}} http {{ access_log off; {temporary}\n{server}\n}}",
        "utf-8",
    )
    process = subprocess.Popen(["nginx", "-p", folder, "-c", file], stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(200):
            assert process.poll() is None, process.stderr and process.stderr.read()
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=20)


def ask(
    port: int, method: str, path: str, headers: dict[str, str] | None = None, body: str | None = None
) -> tuple[int, dict[str, str], str]:
    """One request over TLS, as a browser that knows the certificate sends it: status, headers, page."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE  # the certificate is the test's own
    connection = http.client.HTTPSConnection("127.0.0.1", port, context=trusting, timeout=30)
    try:
        connection.request(method, path, body=body, headers={"Host": HOST, **(headers or {})})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
    finally:
        connection.close()


def server_block() -> str:
    (server,) = [block for block in blocks("nginx", PAGE) if block.startswith("server {")]
    return server


@needs_nginx
def test_people_sign_in_through_nginx_as_the_page_sets_it_up(stage: Stage, tmp_path: Path) -> None:
    with desk(stage) as port, nginx(tmp_path, server_block().replace("127.0.0.1:5000", f"127.0.0.1:{port}")) as front:
        status, headers, page = ask(front, "GET", "/login")
        assert status == 200 and "strict-transport-security" in headers
        cookie = headers["set-cookie"].split(";")[0]
        assert "Secure" in headers["set-cookie"] and "HttpOnly" in headers["set-cookie"]
        form = urlencode({"username": "Ben", "password": PASSWORD, "csrf_token": token_in(page)})
        sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}/login"}
        # What a browser says of its own address counts for nothing.
        status, headers, _ = ask(
            front, "POST", "/login", {**sent, "X-Forwarded-For": "198.51.100.1", "X-Forwarded-Host": "evil.example"}, form
        )
        assert (status, headers["location"]) == (303, "/"), "the address names the desk, not the port behind the proxy"
        signed_in = {"Cookie": headers["set-cookie"].split(";")[0]}
        status, _, page = ask(front, "GET", "/sign-ins", signed_in)
        assert status == 200 and 'data-who="Ben"' in page and "from this machine" in page and "198.51.100" not in page
        assert ask(front, "GET", "/login", {"Host": "evil.example"})[0] == 400


@needs_nginx
def test_nginx_lets_nobody_name_themselves(stage: Stage, tmp_path: Path) -> None:
    (sign_in,) = [block for block in blocks("nginx", PAGE) if "auth_request /auth;" in block]
    people = Flask("people")

    @people.get("/auth")
    def auth() -> ResponseReturnValue:
        # The newsroom's own sign-in: its cookie says who it is.
        known = {"ben": ("Ben", "reporters"), "vic": ("Vic", "")}.get(request.cookies.get("newsroom", ""))
        return ("", 200, {"Remote-User": known[0], "Remote-Groups": known[1]}) if known else ("", 401)

    settings = {
        "CLAIMS_PROXY_USER_HEADER": "Remote-User",
        "CLAIMS_PROXY_GROUPS_HEADER": "Remote-Groups",
        "CLAIMS_GROUP_ROLES": "desk-admins=admin, reporters=checker",
    }
    with desk(stage, **settings) as port, served(people) as address:
        asks = (
            f"    location = /auth {{ internal; proxy_pass {address}; proxy_pass_request_body off; proxy_set_header Content-Length ''; }}\n"
        )
        server = server_block().replace("127.0.0.1:5000", f"127.0.0.1:{port}").replace("    location / {\n", asks + sign_in)
        assert "auth_request_set $groups" in server
        with nginx(tmp_path, server) as front:
            forged = {
                "Remote-User": "Ada",
                "Remote-Groups": "desk-admins",
                "Remote_User": "Ada",
                "REMOTE-USER": "Ada",
                "Remote_Groups": "desk-admins",
            }
            assert ask(front, "GET", "/", forged)[0] == 401
            status, _, page = ask(front, "GET", "/help", {"Cookie": "newsroom=ben", **forged})
            assert status == 200 and 'data-who="Ben"' in page
            status, _, page = ask(front, "GET", "/people", {"Cookie": "newsroom=ben", **forged})
            assert status == 403, "Ben is a checker, whatever groups his browser claims"
            status, _, page = ask(front, "GET", "/", {"Cookie": "newsroom=vic", **forged})
            assert status == 403 and "in no group that may use this desk" in page, "without groups at the proxy there are none"
    assert [person.name for person in list_people(stage.db)] == ["Ada", "Ben", "Cleo", "Edith", "Vic"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed (Debian: apt install systemd)")
def test_systemd_takes_the_units_of_the_page(tmp_path: Path) -> None:
    service, backup, timer = blocks("ini", PAGE)
    names = {"claims.service": service, "claims-backup.service": backup, "claims-backup.timer": timer}
    for name, unit in names.items():
        # The program and the user of the example are not on this machine.
        unit = re.sub(r"/opt/claim-tracker/run\b", "/bin/true", unit).replace("User=claims", "User=root")
        (tmp_path / name).write_text(unit, encoding="utf-8")
    done = subprocess.run(["systemd-analyze", "verify", *(tmp_path / name for name in names)], capture_output=True, text=True)
    complaints = [line for line in done.stderr.splitlines() if any(name in line for name in names) and "man " not in line]
    assert complaints == []


@pytest.mark.skipif(not shutil.which("caddy"), reason="caddy is not installed (Debian: apt install caddy)")
def test_caddy_takes_the_file_of_the_page(tmp_path: Path) -> None:
    (caddyfile,) = blocks("caddyfile", PAGE)
    (tmp_path / "Caddyfile").write_text(caddyfile, encoding="utf-8")
    command = ["caddy", "adapt", "--adapter", "caddyfile", "--config", tmp_path / "Caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "HOME": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    assert "127.0.0.1:5000" in done.stdout and HOST in done.stdout
