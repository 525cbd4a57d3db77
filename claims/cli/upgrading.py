"""upgrade-check: what this version of the program will do to a file, before it does it."""

import sys
from dataclasses import asdict

import click

from claims import __version__
from claims.cli.session import Session, as_json, pass_session, print_json, safe, say, show
from claims.desk.upkeep import upgrades
from claims.desk.upkeep.upgrades import Plan, Trial


@click.command("upgrade-check")
@click.option("--try", "is_trial", is_flag=True, help="Also upgrade a throwaway copy beside the file, check it and say how long that took.")
@as_json
@pass_session
def upgrade_check(session: Session, /, is_trial: bool, json_wanted: bool) -> None:
    """Say what this version of the program will change in the file when it opens it next. Changes nothing.

    Exit code 1 means that it could not open the file: a newer version made it, there is too little room, or the trial went wrong.
    """
    path = session.settings.db
    plan = upgrades.plan_for(path)
    trial = None
    if is_trial and plan.steps and plan.has_room and not plan.newer:
        say(f"Upgrading a copy of {path}; the file itself stays as it is.")
        trial = upgrades.try_upgrade(path)
    is_ok = plan.has_room and not plan.newer and not (trial and trial.problems)
    if json_wanted:
        print_json(_answer(session, plan, trial, is_ok=is_ok))
    else:
        _show(session, plan, trial)
    if not is_ok:
        sys.exit(1)


def _answer(session: Session, plan: Plan, trial: Trial | None, *, is_ok: bool) -> dict[str, object]:
    return {
        "file": str(session.settings.db),
        "program": __version__,
        "ok": is_ok,
        "newest_step": plan.newest_step,
        "steps": [asdict(step) for step in plan.steps],
        "unknown_steps": list(plan.newer),
        "bytes": plan.size,
        "needed_bytes": plan.needed,
        "free_bytes": plan.free,
        "seconds": plan.seconds,
        "trial": asdict(trial) if trial else None,
    }


def _show(session: Session, plan: Plan, trial: Trial | None) -> None:
    path = session.settings.db
    show(safe(f"{path}: {_size(plan.size)}, its newest step is {plan.newest_step or 'none'}."))
    if plan.newer:
        show(
            safe(
                f"A newer version of the program made it ({plan.newer[-1]}), so this one ({__version__}) refuses it: install that version."
            )
        )
        return
    if not plan.steps:
        show(f"Nothing is to be done: this version ({__version__}) uses the file as it is.")
        return
    show(
        f"This version ({__version__}) will do {len(plan.steps)} step{'s' if len(plan.steps) > 1 else ''}, all or none, when it opens the file next:"
    )
    for step in plan.steps:
        show(f"  {step.name:<26} {step.brings}")
    show(f"First it keeps a copy of the file as it is, beside it. Both together need {_size(plan.needed)}; {_size(plan.free)} are free.")
    if not plan.has_room:
        show("That is too little, so it will refuse to open the file. Free some space first.")
        return
    show(
        f"It takes about {plan.seconds} second{'s' if plan.seconds > 1 else ''}, in which nobody can use the file. Stop the desk before you install the new version."
    )
    if trial:
        _show_trial(trial)


def _show_trial(trial: Trial) -> None:
    show(f"Tried on a copy: {trial.seconds:.1f} seconds.")
    for problem in trial.problems:
        show(safe(f"problem: {problem}"))
    if trial.pairs:
        show(f"{trial.pairs:,} undecided pairs will be judged again afterwards; decided ones stay as they are.")
    show(
        "The copy has problems: tell whoever makes the program, and stay with the old version." if trial.problems else "The copy was sound."
    )


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count < 1e9 else f"{count / 1e9:,.1f} GB"
