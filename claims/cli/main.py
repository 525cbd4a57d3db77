"""The program: its commands, and how errors are reported."""

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from claims import __version__
from claims.cli.session import Session, safe
from claims.errors import ClaimsError

COMMANDS = {
    "assistant": ("mcp",),
    "articles": ("add", "search", "spot"),
    "beside": ("proposed", "question"),
    "care": ("verify", "backup", "restore", "redact", "serve", "demo"),
    "changes": ("changes",),
    "claim_work": ("claim",),
    "evidence": ("evidence",),
    "exchange": ("import", "export", "embed"),
    "line_work": ("article", "matches", "decide"),
    "matching": ("match", "bench"),
    "newsroom": ("setting", "scale"),
    "notices": ("notify",),
    "packing": ("pack",),
    "persons": ("user",),
    "reports": ("report", "reports", "sign-off"),
    "sources": ("source",),
    "upgrading": ("upgrade-check",),
    "tips": ("tip",),
    "verdicts": ("verdict",),
    "views": ("view",),
    "watching": ("watch",),
    "work": ("queue", "note", "withdraw", "restore-withdrawn"),
}
"""The commands of each module. A module is loaded when one of its commands is called, because all together take half a second."""


class Commands(click.Group):
    """The commands, each loaded when it is first used."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of all commands, for the help."""
        return sorted(name for names in COMMANDS.values() for name in names)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command with that name, or None."""
        module = next((module for module, names in COMMANDS.items() if name in names), None)
        if module is None:
            return None
        commands = vars(import_module(f"claims.cli.{module}")).values()
        return next(command for command in commands if isinstance(command, click.Command) and command.name == name)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--db", type=click.Path(dir_okay=False, path_type=Path), help="The database file; CLAIMS_DB, else claims.db here.")
@click.version_option(__version__, prog_name="claim-tracker")
@click.pass_context
def cli(context: click.Context, db: Path | None) -> None:
    """A fact-checking claim tracker: articles in, claims matched with those known, sourced, reported.

    Every command prints text for people and, with --json, one JSON document for scripts. Exit codes: 0 done,
    1 the work failed and nothing was half-stored, 2 wrong usage.
    """
    context.obj = Session(db)


def run() -> None:
    """Run the program and exit with its exit code; an error is one line on stderr, never a traceback."""
    # If the terminal cannot show a character, print its code instead of crashing.
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
        # The reader of our output (a pager, head) has closed it. That is not a failure, but nothing may be written to it on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except ClaimsError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}." if error.filename else f"{error}.")
    except MemoryError:
        _fail("this needs more memory than there is: try it with a smaller file.")
    except Exception as error:
        # Bytes that are not UTF-8 arrive as half surrogate pairs. A file name may contain them; text to store or search for cannot.
        wrong = [argument for argument in sys.argv[1:] if any("\ud800" <= letter <= "\udfff" for letter in argument)]
        if isinstance(error, UnicodeEncodeError) and wrong:
            _fail(f"the argument {ascii(wrong[0])[:80]} is not valid text (its bytes are no UTF-8): type it again.")
        if os.environ.get("CLAIMS_DEBUG"):
            raise
        _fail(f"a fault of the program, nothing was stored ({type(error).__name__}: {error}). CLAIMS_DEBUG=1 shows more; please report it.")


def _fail(message: str) -> None:
    click.echo("error: " + safe(" ".join(message.split()))[:1_000], err=True)
    sys.exit(1)
