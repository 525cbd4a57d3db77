"""``python -m claims``."""

from claims.cli.main import run

if __name__ == "__main__":
    run()
