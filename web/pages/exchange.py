"""Import and export on the desk: look at a file, correct its columns, import it; download files."""

import base64
import binascii
import io
import tempfile
import zlib

from flask import Blueprint, make_response, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from claims.desk.exchange import exporting, imports, later_embeddings
from claims.errors import ClaimsError, Refused, TooLarge
from claims.wording import phrase
from web.embedding import embedding
from web.importing import ImportReport, importing, max_upload
from web.request import forms
from web.request.access import person
from web.request.context import app_state, get_db, now
from web.show.language import error_words, gettext, ngettext, whole_number
from web.show.newsroom import newsroom

pages = Blueprint("exchange", __name__)

FIELDS = ("file", "encoding", "sheet")

FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
    "json": "application/ld+json; charset=utf-8",
}
"""Files to download, by their endings; json is the DataFeed of ClaimReview."""

SHOWN = 200
"""Warnings and rejected rows that a page lists."""

REPORTS = 10
"""Imports that the page lists."""

LOOKED_AT = 5_000
"""How many rows of a large file are read for the preview; reading all of them would keep people waiting."""

REFRESH = 5
"""Seconds after which a page with work in progress is fetched again."""


@pages.get("/imports")
def index() -> ResponseReturnValue:
    """A form for a file to import, files to download, and how far the embedding is."""
    answer = make_response(_page(None))
    if embedding().running:
        answer.headers["Refresh"] = str(REFRESH)
    return answer


@pages.post("/imports/look")
def look() -> ResponseReturnValue:
    """Preview what the file would bring, with its columns to correct; nothing is stored."""
    try:
        kept = _kept()
        encoding, sheet = _options()
        if kept is None:
            content, name = _sent()
            made = imports.preview(io.BytesIO(content), imports.form_of(name), _mapping(), encoding=encoding, sheet=sheet)
        else:
            content, name = b"", kept.name
            with importing().opened(kept) as file:
                made = imports.preview(file, imports.form_of(name), _mapping(), encoding=encoding, sheet=sheet, most_rows=LOOKED_AT)
    except ClaimsError as error:
        return _page(error), error.http_status
    return render_template(
        "imports/look.html",
        name=name,
        packed=pack(content) if kept is None else "",
        kept=kept.id if kept else "",
        only_first=LOOKED_AT if kept and made.rows + len(made.rejected) + len(made.warnings) >= LOOKED_AT else None,
        made=made,
        columns=[*made.columns.values(), *made.unused],
        holds={column: field for field, column in made.columns.items()},
        first=imports.as_words(made.first) if made.first else {},
        encoding=encoding,
        sheet=sheet,
        fields=imports.FIELDS,
        # The table of columns already shows what the warning says with command-line options.
        warnings=[warning for warning in made.warnings if "--map" not in warning.reason],
        most=SHOWN,
    )


@pages.post("/imports")
def store() -> ResponseReturnValue:
    """Import the file as it was last previewed; safe to repeat. A large file is imported in the background."""
    try:
        kept = _kept()
        encoding, sheet = _options()
        if kept is not None:
            kept.mapping, kept.encoding, kept.sheet = _mapping(), encoding, sheet
            importing().start(kept, by=person())
            return redirect(url_for("exchange.report", number=kept.id), 303)
        content, name = _sent()
        imported = imports.import_claims(
            get_db(),
            io.BytesIO(content),
            imports.form_of(name),
            by=person(),
            clock=now,
            mapping=_mapping(),
            encoding=encoding,
            sheet=sheet,
        )
    except ClaimsError as error:
        return _page(error), error.http_status
    kept = importing().keep_report(name, len(content), imported, by=person())
    words = gettext(
        "%(name)s: %(claims)s added, %(updated)s updated, %(unchanged)s unchanged, %(rows)s left out, %(warnings)s.",
        name=name,
        claims=ngettext("%(num)s claim", "%(num)s claims", imported.added),
        updated=whole_number(imported.updated),
        unchanged=whole_number(imported.unchanged),
        rows=ngettext("%(num)s row", "%(num)s rows", kept.left_out),
        warnings=ngettext("%(num)s warning", "%(num)s warnings", kept.told),
    )
    forms.tell_next_page(
        words,
        url_for("exchange.report", number=kept.id),
        gettext("Read what was left out") if kept.left_out else gettext("Read the report"),
    )
    matcher = app_state().matcher
    embedding().start(app_state().settings.db, matcher, later_embeddings.missing_embeddings(get_db(), matcher))
    return redirect(url_for("exchange.index"), 303)


@pages.get("/imports/<number>")
def report(number: str) -> ResponseReturnValue:
    """The progress of a large import; when it is done, the rows left out and why."""
    imported = importing().report(number)
    answer = make_response(render_template("imports/report.html", report=imported, most=SHOWN))
    if imported.is_running:
        answer.headers["Refresh"] = str(REFRESH)
    return answer


@pages.post("/imports/<number>/cancel")
def cancel(number: str) -> ResponseReturnValue:
    """Stop an import; what it stored stays."""
    importing().cancel(importing().report(number))
    return redirect(url_for("exchange.report", number=number), 303)


@pages.post("/imports/<number>/resume")
def resume(number: str) -> ResponseReturnValue:
    """Continue a stopped import; what is stored already stays."""
    stopped = importing().report(number)
    if stopped.can_continue:
        importing().start(stopped, by=person())
    return redirect(url_for("exchange.report", number=number), 303)


@pages.get("/exports/claims.<kind>")
def export(kind: str) -> ResponseReturnValue:
    """Download every live claim as a table, or every published verdict as ClaimReview."""
    if kind not in FILES:
        raise NotFound
    # Closed by send_file when the answer is sent. Kept in memory up to a megabyte, beyond it in a file without a name.
    made = tempfile.SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115
    if kind == "xlsx":
        exporting.export_workbook(get_db(), made)
    else:
        text = io.TextIOWrapper(made, encoding="utf-8", newline="")
        exporting.export_claims(get_db(), text, "claimreview" if kind == "json" else kind, newsroom(), for_excel=kind == "csv")
        text.detach()
    made.seek(0)
    return send_file(made, mimetype=FILES[kind], as_attachment=True, download_name=f"claims-{now().date()}.{kind}", max_age=0)


def pack(content: bytes) -> str:
    """A file as a form field: between preview and import it is kept in the browser, not on the server."""
    return base64.b64encode(zlib.compress(content)).decode()


def _kept() -> ImportReport | None:
    """The large file that was sent, or that was kept at the preview; None for a smaller one. Raise what keeping it raises."""
    if number := request.form.get("kept"):
        return importing().report(number)
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    size = file.stream.seek(0, io.SEEK_END)
    file.stream.seek(0)
    if size <= app_state().settings.max_article_bytes:
        return None
    name = file.filename[-200:]
    imports.form_of(name)
    return importing().keep_file(file.stream, name)


def _sent() -> tuple[bytes, str]:
    sent = forms.upload("file")
    if sent is not None:
        content, name = sent
    elif packed := request.form.get("packed"):
        content, name = _unpacked(packed), forms.text("name")
    else:
        raise Refused("the file is missing: choose one.")
    return content, name[-200:]


def _unpacked(packed: str) -> bytes:
    most = app_state().settings.max_article_bytes * 20
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(base64.b64decode(packed, validate=True), most)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise BadRequest("the form holds no file of ours") from error
    if unpacking.unconsumed_tail:
        raise TooLarge(phrase("the file is larger than {most} bytes. Import it at the command line.", most=format(most, ",")))
    if not unpacking.eof:
        raise BadRequest("the form holds no whole file of ours")
    return content


def _options() -> tuple[str | None, str | None]:
    """The encoding and the sheet that the form names."""
    return forms.text("encoding").strip() or None, forms.text("sheet") or None


def _mapping() -> dict[str, str]:
    """The column chosen for every field, empty for none, if the form sent them. Raise Refused for two columns of one field."""
    columns, chosen = request.form.getlist("column"), request.form.getlist("holds")
    if not columns:
        return {}
    if len(columns) != len(chosen):
        raise BadRequest("the table of columns is not whole")
    mapping = dict.fromkeys(imports.FIELDS, "")
    for column, field in zip(columns, chosen, strict=True):
        if field and mapping.get(field):
            raise Refused(
                phrase(
                    "the file has two columns for the {field}, {mapping} and {column}: choose one.",
                    field=field,
                    mapping=mapping[field][:40],
                    column=column[:40],
                )
            )
        if field:
            mapping[field] = column
    return mapping


def _page(error: ClaimsError | None) -> str:
    return render_template(
        "imports/index.html",
        error=error_words(error) if error else None,
        field=forms.field_of(error, FIELDS) if error else None,
        typed={name: forms.text(name) for name in FIELDS},
        endings=sorted(imports.ENDINGS),
        most=max_upload(app_state().settings),
        embedding=embedding(),
        reports=importing().reports()[:REPORTS],
    )
