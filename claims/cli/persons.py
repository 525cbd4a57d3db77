"""user add, user passwd, user list."""

import sys

import click

from claims.cli.session import Session, as_json, pass_session, print_json, safe, show
from claims.desk import answers, people
from claims.errors import NotFound
from claims.model import Role


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
    print_json(answers.person_answer(added)) if json_wanted else show(safe(f"{added.name} is {added.role} now."))


@user.command("passwd")
@click.argument("name")
@_stdin
@pass_session
def passwd(session: Session, /, name: str, password_stdin: bool) -> None:
    """Give a person a new password."""
    with session.store() as db:
        person = people.find_person(db, name)
        if person is None:
            raise NotFound(f"there is nobody named {name}.")
        people.set_password(db, person, _password(password_stdin), by=session.person(db), at=session.now())
    show(safe(f"{person.name} has a new password."))


@user.command("list")
@as_json
@pass_session
def list_(session: Session, /, json_wanted: bool) -> None:
    """Everybody, by name."""
    with session.store() as db:
        everybody = [answers.person_answer(person) for person in people.list_people(db)]
    if json_wanted:
        print_json(everybody)
        return
    for one in everybody:
        note = " (disabled)" if one["disabled"] else "" if one["has_password"] else " (cannot sign in: no password)"
        show(safe(f"{one['name']:<30} {one['role']}{note}"))
