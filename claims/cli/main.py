"""The program: its commands, and what becomes of an error."""

import os
import sys
from pathlib import Path

import click

from claims import __version__
from claims.cli import articles, care, claim_work, exchange, lines, matching, newsroom, persons, sources, verdicts, views, watching, work
from claims.cli.session import Session, safe
from claims.errors import ClaimsError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="The database file; CLAIMS_DB, else claims.db here.")
@click.version_option(__version__, prog_name="claims")
@click.pass_context
def cli(context: click.Context, db: Path | None) -> None:
    """A fact-checking claim tracker: articles in, claims matched with those known, sourced, reported.

    Every command prints text for people and, with --json, one JSON document for scripts. Exit codes: 0 done,
    1 the work failed and nothing was half-stored, 2 wrong usage.
    """
    context.obj = Session(db)


for command in (
    articles.add,
    articles.report,
    articles.reports,
    articles.sign_off,
    articles.search,
    articles.spot,
    lines.article,
    lines.matches,
    lines.decide,
    work.queue,
    views.view,
    claim_work.claim,
    verdicts.verdict,
    work.note,
    work.withdraw,
    work.restore_withdrawn,
    matching.match,
    matching.bench,
    exchange.import_,
    exchange.export,
    exchange.embed,
    sources.source,
    watching.watch,
    persons.user,
    newsroom.setting,
    newsroom.scale,
    care.verify,
    care.backup,
    care.restore,
    care.redact,
    care.serve,
    care.demo,
):
    cli.add_command(command)


def run() -> None:
    """Run the program and leave with its exit code; an error is one line on stderr, never a traceback."""
    # A terminal that cannot show a letter gets its number instead of a crash.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # always text files here
    try:
        cli.main(standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has gone (a pager, head): that is no failure, and the exit must not write to it again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except ClaimsError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.")
    except MemoryError:
        _fail("this needs more memory than there is: try it with a smaller file.")
    except Exception as error:
        # Bytes that are no UTF-8 come in as half surrogate pairs: a file's name may hold them, what is stored or looked for cannot.
        wrong = [one for one in sys.argv[1:] if any("\ud800" <= letter <= "\udfff" for letter in one)]
        if isinstance(error, UnicodeEncodeError) and wrong:
            _fail(f"the argument {ascii(wrong[0])[:80]} is not valid text (its bytes are no UTF-8): type it again.")
        if os.environ.get("CLAIMS_DEBUG"):
            raise
        _fail(f"a fault of the program, nothing was stored ({type(error).__name__}: {error}). CLAIMS_DEBUG=1 shows more; please report it.")


def _fail(message: str) -> None:
    click.echo("error: " + safe(" ".join(message.split()))[:1_000], err=True)
    sys.exit(1)
