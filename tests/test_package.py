"""The wheel: built the same twice, installed into an environment of its own, and doing there what `./run` does here."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.long


def build_wheel(source: Path, folder: Path) -> Path:
    """The wheel of a source tree, built by the backend that pyproject.toml names."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=source, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the commands of a fresh environment that holds the wheel and what it needs, in the versions that are tested here."""
    folder = tmp_path_factory.mktemp("installed")
    pins = re.findall(r"^[\w.-]+==[^\s\\]+(?: ; [^\\\n]+)?", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    (folder / "pins.txt").write_text("\n".join(pins), encoding="utf-8")
    # Our own pip installs into it, and only what is used is compiled: half of the work otherwise.
    venv.create(folder / "env", with_pip=False)
    commands = folder / "env" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", commands / "python", "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet", "--no-compile", "-c", folder / "pins.txt", wheel]
    done = subprocess.run(install, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return commands


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of somebody's with a "web" and a "claims" of their own, which must not be taken for ours."""
    for name in ("web", "claims"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise SystemExit('the wrong {name}')", encoding="utf-8")
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH" and not name.startswith("CLAIMS_")}
    return {**kept, "HOME": str(home), "XDG_RUNTIME_DIR": ""}


def test_the_wheel_is_the_same_whenever_and_wherever_it_is_built(wheel: Path, tmp_path: Path) -> None:
    for name in ("claims", "web", "packaging"):
        shutil.copytree(ROOT / name, tmp_path / "copy" / name, ignore=shutil.ignore_patterns("__pycache__"), copy_function=shutil.copy)
    for name in ("README.md", "LICENSE", "NOTICE", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / "copy" / name)
    again = build_wheel(tmp_path / "copy", tmp_path / "dist")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def test_the_wheel_holds_the_product_and_nothing_that_could_shadow_a_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} - {name.split("/")[0] for name in names if ".dist-info" in name} == {"claim_tracker"}
    tree = {
        str(path.relative_to(ROOT))
        for room in ("claims", "web")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    packed = {name.removeprefix("claim_tracker/packages/") for name in names if name.startswith("claim_tracker/packages/")}
    assert packed == tree


def test_the_installed_command_runs_the_demo_in_a_folder_with_another_web(installed: Path, elsewhere: Path) -> None:
    done = subprocess.run(
        [installed / "claim-tracker", "demo", "--no-serve"],
        cwd=elsewhere,
        env=environment(elsewhere),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "4. The editor's report" in done.stdout
    as_module = [installed / "python", "-m", "claim_tracker", "--version"]
    shown = subprocess.run(as_module, cwd=elsewhere, env=environment(elsewhere), capture_output=True, text=True, check=True)
    assert shown.stdout.startswith("claim-tracker, version ")


@pytest.fixture
def served(installed: Path, elsewhere: Path) -> Iterator[str]:
    """The line with which a served demo says how to sign in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [installed / "claim-tracker", "serve", "--port", str(port)]
    errors = elsewhere / "errors.txt"
    with errors.open("wb") as log:
        process = subprocess.Popen(command, cwd=elsewhere, env=environment(elsewhere), stderr=log)
    try:
        for _ in range(600):
            assert process.poll() is None, errors.read_text(encoding="utf-8")
            link = re.search(r"http://\S+/first/\S+", errors.read_text(encoding="utf-8"))
            if link and is_answering(link[0]):
                yield link[0]
                break
            time.sleep(0.1)
        else:
            raise AssertionError("the server never answered: " + errors.read_text(encoding="utf-8"))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def is_answering(link: str) -> bool:
    try:
        build_opener().open(link.split("/first/")[0] + "/healthz", timeout=5)
    except URLError:
        return False
    return True


def test_the_installed_desk_serves_and_the_first_admin_signs_in(served: str) -> None:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page_of(browser, served))
    assert token
    fields = {"csrf_token": token[1], "username": "Orla Venn", "password": "seven lanterns over Brackwater"}
    with browser.open(served, data=urlencode(fields).encode(), timeout=60) as answer:
        assert "Orla Venn" in answer.read().decode()
    assert "Orla Venn" in page_of(browser, served.split("/first/")[0] + "/people")


def page_of(browser: OpenerDirector, address: str) -> str:
    with browser.open(address, timeout=60) as answer:
        body: bytes = answer.read()
    return body.decode()
