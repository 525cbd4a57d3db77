"""Loaded by the server that forks what the kill -9 battery kills: what reads a text is there then, which takes each process a second."""

from pathlib import Path

from claims.desk.articles import fetching, reading_claims
from claims.desk.articles.pace import Pace
from claims.desk.index.matcher import Matcher

reading_claims.read_claims(
    fetching.read_upload(b"Report\n\nThe ferry carried 100 people in 2025, the mayor said.", "a.txt", limit=5_000_000),
    Matcher(Path("none")),
    Pace(),
)
