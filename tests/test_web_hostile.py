"""Nothing that a form, an address or a file can hold makes the desk fail: it is stored as text or refused with a page."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest

from claims.errors import NotFound
from tests.web_forms import FORMS, Form
from tests.web_stage import Stage, token_in

NASTY = [
    "\x00",
    "\x00\x1b[31m\x7f",
    "9" * 400,
    "0" * 25 + "9" * 25,
    "-1",
    "²",
    "1e9",
    "<script>alert(1)</script>",
    "a" * 150_000,
    "%s%n{0}",
    "' OR 1=1 --",
]


@pytest.fixture
def stage(path: Path) -> Iterator[Stage]:
    made = Stage(path)
    yield made
    made.db.close()


def still_there(form: Form, stage: Stage, number: int) -> int:
    """The number of what the form is about; another's where the last form took it away for good."""
    try:
        form.fields(stage, number)
    except NotFound:
        return form.number(stage)
    return number


@pytest.mark.parametrize("is_third", [True, pytest.param(False, marks=pytest.mark.long)], ids=["a third", "the rest"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.endpoint)
def test_a_form_with_nasty_fields_is_answered_with_a_page(stage: Stage, form: Form, is_third: bool) -> None:
    """Each field gets a third of the nasty texts, the next field another third; and then the rest."""
    number = form.number(stage)
    browser = stage.client(form.by)
    token = token_in(browser.get("/password").text)
    for offset, name in enumerate([*form.fields(stage, number), "back"]):
        for nasty in [nasty for position, nasty in enumerate(NASTY) if ((position + offset) % 3 == 0) is is_third]:
            number = still_there(form, stage, number)
            fields = {**form.fields(stage, number), name: nasty, "csrf_token": token}
            answer = browser.post(form.path.format(number), data=fields)
            assert answer.status_code in (303, 400, 403, 404, 409, 413, 422), (name, nasty[:30], answer.text[:300])
            assert "Open this form again" not in answer.text, "the token was not taken, so nothing was tried"
            if answer.status_code == 303:
                page = browser.get(answer.location, follow_redirects=True)
                token = token_in(page.text)
                assert page.status_code in (200, 404), (name, nasty[:30])
                assert "<script>alert" not in page.text


@pytest.mark.parametrize("nasty", [*NASTY[:-3], "\ud800", "\N{RIGHT-TO-LEFT OVERRIDE}", '"', "*", "NEAR(a b)", "a" * 7_000])
def test_an_address_with_nasty_words_is_answered_with_a_page(stage: Stage, nasty: str) -> None:
    words = quote(nasty, errors="surrogatepass")
    for address in (
        "/search?q=",
        "/?q=",
        "/?with=",
        "/?page=",
        "/claims?state=",
        "/articles?before=",
        "/articles/2?line=",
        "/articles/2?tab=",
    ):
        # 302: an article leads to the address of its line.
        assert stage.get(address + words).status_code in (200, 302, 303, 400, 404), address
    for address in ("/articles/", "/claims/", "/enter/", "/login?next=", "/matches/"):
        assert stage.get(address + words).status_code in (200, 303, 308, 404, 400), address


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("article.pdf", b"%PDF-1.7 broken"),
        ("article.docx", b"PK\x03\x04 broken"),
        ("article.txt", b"\xff\xfe\x00\xd8"),
        ("article.html", b"<" * 50_000),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("../../etc/passwd", b"\x00\x01"),
        ("empty.txt", b""),
    ],
)
def test_a_file_that_is_no_article_is_refused_and_nothing_is_stored(stage: Stage, name: str, content: bytes) -> None:
    for address in ("/articles/new", "/sources/new"):
        answer = stage.post(address, {"file": (BytesIO(content), name), "title": "T", "kind": "report"})
        # A picture may be a source: it is asked what it shows.
        assert answer.status_code in (409, 413, 422), (address, answer.text[:300])
        assert "Traceback" not in answer.text
    assert stage.db.execute("SELECT count(*) FROM source").fetchone()[0] == 0
    assert stage.db.execute("SELECT count(*) FROM article").fetchone()[0] == 2
