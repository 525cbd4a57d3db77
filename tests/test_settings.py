"""Settings: documented in one place, read from the environment and from a file."""

import re
from pathlib import Path

import pytest

from claims import settings
from claims.errors import Refused
from claims.settings import KNOWN, from_environment

ROOT = Path(__file__).parent.parent


def test_a_file_says_what_the_environment_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims.toml").write_text('timezone = "Europe/Lisbon"\nmax_article_bytes = 1000\ndesk_hosts = ["Desk.example.org", "b"]\n')
    found = from_environment({"CLAIMS_MAX_ARTICLE_BYTES": "2000", "CLAIMS_DB": ""})
    assert (found.timezone.key, found.max_article_bytes, found.desk_hosts) == ("Europe/Lisbon", 2000, {"desk.example.org", "b"})
    named = tmp_path / "other.toml"
    named.write_text('trusted_proxies = ["127.0.0.1", "10.0.0.0/24"]\n')
    assert [str(proxy) for proxy in from_environment({"CLAIMS_CONFIG": str(named)}).trusted_proxies] == ["127.0.0.1/32", "10.0.0.0/24"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("timezon = 'UTC'", "'timezon', which is no setting"),
        ("timezone = ", "cannot be read"),
        ("trusted_proxies = 'me'", "CLAIMS_TRUSTED_PROXIES"),
    ],
)
def test_a_slip_in_the_file_is_told(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "claims.toml"
    file.write_text(text)
    with pytest.raises(Refused, match=said):
        from_environment({"CLAIMS_CONFIG": str(file)})
    with pytest.raises(Refused, match="cannot be read"):
        from_environment({"CLAIMS_CONFIG": str(tmp_path / "missing.toml")})


def test_every_variable_that_is_read_is_documented_and_nothing_else() -> None:
    code = "".join(file.read_text(encoding="utf-8") for room in ("claims", "web") for file in (ROOT / room).rglob("*.py"))
    read = set(re.findall(r'"(CLAIMS_[A-Z_]+)"', code)) - {"CLAIMS_CONFIG", "CLAIMS_DEBUG"}
    assert read == KNOWN
    assert "``CLAIMS_CONFIG``" in (settings.__doc__ or "")


def test_the_page_for_operators_lists_the_same_settings() -> None:
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(CLAIMS_[A-Z_]+)` ", page, re.MULTILINE)) == KNOWN | {"CLAIMS_CONFIG", "CLAIMS_DEBUG"}


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"CLAIMS_MAIL_SERVER": "mail.example.org"}, "CLAIMS_MAIL_SERVER"),
        ({"CLAIMS_MAIL_SERVER": "smtps://u:hush@"}, "CLAIMS_MAIL_SERVER"),
        ({"CLAIMS_MAIL_SERVER": "smtps://u:hush@mail.example.org:x"}, "CLAIMS_MAIL_SERVER"),
        ({"CLAIMS_MAIL_SERVER": "smtps://mail.example.org"}, "CLAIMS_MAIL_FROM"),
        ({"CLAIMS_WEBHOOK": "chat.example.org/hush"}, "CLAIMS_WEBHOOK"),
        ({"CLAIMS_WEBHOOK": "https://chat.example.org:hush/"}, "CLAIMS_WEBHOOK"),
    ],
)
def test_settings_that_cannot_work_are_refused_without_showing_secrets(environ: dict[str, str], named: str) -> None:
    with pytest.raises(Refused, match=named) as refused:
        from_environment(environ)
    assert "hush" not in str(refused.value)


def test_secrets_are_in_no_representation() -> None:
    settings = from_environment(
        {
            "CLAIMS_MAIL_SERVER": "smtps://u:hush@mail.example.org",
            "CLAIMS_MAIL_FROM": "a@b.example",
            "CLAIMS_WEBHOOK": "https://c.example/hush",
        }
    )
    assert settings.mail and settings.mail.port == 465 and "hush" not in repr(settings)
