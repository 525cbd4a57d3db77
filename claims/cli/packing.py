"""pack: an article with everything its report rests on, in one file that proves itself."""

from pathlib import Path

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.exchange import packs
from claims.desk.exchange.annotated import IN_TEXT


@click.command()
@click.argument("article_id", type=int)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.zip")
@click.option("--confidential", is_flag=True, help="With the texts and files of confidential sources.")
@as_json
@pass_session
def pack(session: Session, /, article_id: int, out: Path, confidential: bool, json_wanted: bool) -> None:
    """Pack an article's report, its text, its sources' texts and files, and its history into OUT.zip, with verify.py that finds any change.

    The fingerprint stands in the history: whoever has it can tell that the pack is the one you made.
    """
    with session.store() as db:
        packed = packs.pack_article(
            db, article_id, out, by=session.person(db), at=session.now(), zone=session.settings.timezone, confidential=confidential
        )
    if json_wanted:
        print_json(
            {
                "file": str(out),
                "fingerprint": packed.fingerprint,
                "files": packed.files,
                "left_out": packed.left_out,
                "article_file_left_out": packed.has_left_out_file,
            }
        )
        return
    show(safe(f"{out}: {packed.files} files, fingerprint {packed.fingerprint}"))
    if packed.left_out:
        say(f"{packed.left_out} confidential {'source is' if packed.left_out == 1 else 'sources are'} left out: --confidential packs them.")
    if packed.has_left_out_file:
        say("The article’s own file is left out, because it names a confidential source: --confidential packs it.")
    if packed.has_secret_words:
        say(IN_TEXT)
    if not packed.has_pdf:
        say("no PDF of the report: that needs Chromium or Chrome.")
