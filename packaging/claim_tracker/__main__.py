"""The command ``claim-tracker``, and ``python -m claim_tracker``: the commands of ``claims``."""

import claim_tracker


def run() -> None:
    """Run the command line; leave with its exit code."""
    from claims.cli import main

    assert main.__file__.startswith(str(claim_tracker.PACKAGES)), f"another package named claims was imported first: {main.__file__}"
    main.run()


if __name__ == "__main__":
    run()
