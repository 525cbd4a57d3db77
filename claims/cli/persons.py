"""user add, passwd, list, token, tokens, revoke."""

import sys

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, show
from claims.desk.people import people, second_factor, single_sign_on, tokens
from claims.desk.shapes.newsroom import PersonShape, TokenShape
from claims.model import Role
from claims.store import people as stored_people


@click.group()
def user() -> None:
    """People and what they may do."""


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from the first line of stdin instead of a prompt.")


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice([str(role) for role in Role]), help="What this person may do.")
@_stdin
@as_json
@pass_session
def add(session: Session, /, name: str, role: str, password_stdin: bool, json_wanted: bool) -> None:
    """Add a person, who signs in with NAME and a password of 12 to 128 characters."""
    password = _password(password_stdin)
    with session.store() as db:
        added = people.add_person(db, name, Role(role), password, by=session.person(db), at=session.now())
    print_json(PersonShape.of(added)) if json_wanted else show(safe(f"{added.name} is {added.role} now."))


@user.command("passwd")
@click.argument("name")
@_stdin
@pass_session
def passwd(session: Session, /, name: str, password_stdin: bool) -> None:
    """Give a person a new password."""
    with session.store() as db:
        person = people.person_by_name(db, name)
        people.set_password(db, person, _password(password_stdin), by=session.person(db), at=session.now())
    show(safe(f"{person.name} has a new password."))


@user.command("list")
@as_json
@pass_session
def list_(session: Session, /, json_wanted: bool) -> None:
    """Everybody, by name."""
    with session.store() as db:
        everybody = PersonShape.of_all(stored_people.list_people(db))
    if json_wanted:
        print_json(everybody)
        return
    for account in everybody:
        note = " (disabled)" if account["disabled"] else "" if account["has_password"] else " (cannot sign in: no password)"
        show(safe(f"{account['name']:<30} {account['role']}{note}"))


@user.command("reset-second-factor")
@click.argument("name")
@pass_session
def reset_second_factor(session: Session, /, name: str) -> None:
    """Turn NAME's two-step sign-in off, because the app and the recovery codes are lost, and sign NAME out everywhere."""
    with session.store() as db:
        person = people.person_by_name(db, name)
        second_factor.reset(db, person, by=session.person(db), at=session.now())
    show(safe(f"{person.name} needs no code at the next sign-in."))


@user.command("connect")
@click.argument("name")
@pass_session
def connect(session: Session, /, name: str) -> None:
    """Let the next person who signs in through your OpenID Connect provider under NAME have this account, past its password."""
    with session.store() as db:
        person = people.person_by_name(db, name)
        single_sign_on.allow_connection(db, person, by=session.person(db), at=session.now())
    show(safe(f"the next sign-in through your provider under the name {person.name} gets this account. Check who has that name there."))


@user.command("disconnect")
@click.argument("name")
@pass_session
def disconnect(session: Session, /, name: str) -> None:
    """Let NAME's next sign-in through your OpenID Connect provider connect the account anew, after it was made anew there."""
    with session.store() as db:
        person = people.person_by_name(db, name)
        single_sign_on.disconnect(db, person, by=session.person(db), at=session.now())
    show(safe(f"{person.name} is connected to no account of a provider."))


@user.command("token")
@click.argument("name")
@pass_session
def token(session: Session, /, name: str) -> None:
    """Print a new API token of NAME's, alone on stdout. It is shown this once and works until it is revoked."""
    with session.store() as db:
        show(tokens.make_token(db, people.person_by_name(db, name), by=session.person(db), at=session.now()))


@user.command("tokens")
@click.argument("name", required=False)
@as_json
@pass_session
def tokens_(session: Session, /, name: str | None, json_wanted: bool) -> None:
    """The API tokens that were made, of everybody or of NAME."""
    with session.store() as db:
        listed = TokenShape.of_all(tokens.list_tokens(db, people.person_by_name(db, name) if name else None))
    if json_wanted:
        print_json(listed)
        return
    for token in listed:
        ended = f", revoked {token['revoked_at'][:10]}" if token["revoked_at"] else ""
        show(safe(f"{token['id']:>6} {token['person']:<30} made {token['made_at'][:10]}{ended}"))


@user.command("revoke")
@click.argument("number", type=click.IntRange(min=1))
@pass_session
def revoke(session: Session, /, number: int) -> None:
    """End the API token with this NUMBER (see `user tokens`) at once."""
    with session.store() as db:
        tokens.revoke_token(db, number, by=session.person(db), at=session.now())
    show(f"token {number} is revoked.")
