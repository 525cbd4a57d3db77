"""Rows in great numbers, wide or endless: they are read, or refused, in little memory."""

import io
import tracemalloc

from claims.exchange.claim_tables import ImportedClaim, RowError, read_csv, read_jsonl
from tests.test_exchange_tables import one_reason


def test_a_line_of_fifty_megabytes_is_refused_without_taking_it_in() -> None:
    class Endless(io.RawIOBase):
        """Fifty megabytes on one line, made as they are read."""

        left = 50_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            size = min(len(view), self.left)
            view[:size] = b"x" * size
            self.left -= size
            return size

    tracemalloc.start()
    found = list(read_jsonl(io.BufferedReader(Endless())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one_reason(one) for one in found] == ["the line is longer than 1,000,000 bytes."]
    assert peak < 8_000_000


def test_forty_thousand_rows_take_the_memory_of_their_ids() -> None:
    class Rows(io.RawIOBase):
        """A CSV of 40,000 rows, made as they are read."""

        def __init__(self) -> None:
            self.rows = iter([b"id,text\n", *()])
            self.made = iter(range(40_000))

        def readline(self, size: int | None = -1, /) -> bytes:
            return next(self.rows, None) or (
                f"{number},It sank {number} times.\n".encode() if (number := next(self.made, None)) is not None else b""
            )

    tracemalloc.start()
    good = sum(isinstance(one, ImportedClaim) for one in read_csv(Rows()))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert good == 40_000
    assert peak < 8_000_000


def test_ten_thousand_columns_are_read_by_the_named_ones() -> None:
    header = ["id", "text", *(f"c{number}" for number in range(10_000))]
    content = ",".join(header) + "\n" + "1,The ferry sank." + ",x" * 10_000 + "\n"
    (claim,) = read_csv(io.BytesIO(content.encode()))
    assert isinstance(claim, ImportedClaim) and claim.text == "The ferry sank."


def test_ten_thousand_columns_are_read_and_a_row_with_more_is_refused() -> None:
    header = ",".join(["text", *(f"c{number}" for number in range(9_999))])
    good, bad = read_csv(io.BytesIO(f"{header}\nIt sank.{',x' * 9_999}\nIt swam.{',x' * 12_000}\n".encode()))
    assert isinstance(good, ImportedClaim) and good.text == "It sank."
    assert isinstance(bad, RowError) and "12,001 cells where the first line names 10,000" in bad.reason


class Endless:
    """A file that claims to be two gigabytes of one line; it makes them as they are read."""

    def __init__(self, start: bytes, size: int, end: bytes) -> None:
        self.start, self.left, self.end = start, size, end

    def readline(self, size: int) -> bytes:
        """Up to so many bytes of the one line."""
        start, self.start = self.start, b""
        filled = min(size - len(start), self.left)
        self.left -= filled
        end, self.end = (b"", self.end) if self.left else (self.end, b"")
        return start + b"x" * filled + end


def test_a_claim_of_two_gigabytes_is_left_out_without_being_taken_into_memory() -> None:
    stream = Endless(b'{"id": "1", "text": "', 2_000_000_000, b'"}\n')
    tracemalloc.start()
    found = read_jsonl(stream)  # type: ignore[arg-type]
    first = next(found)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, RowError) and "longer than 1,000,000 bytes" in first.reason
    assert peak < 10_000_000
