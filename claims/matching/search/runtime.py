"""Runs models: ONNX Runtime with fixed settings, files checked by SHA-256, and BERT's vocabulary."""

import hashlib
import os
from pathlib import Path
from typing import Any

from claims.matching.search.wordpiece import WordPiece

VOCABULARY = Path(__file__).with_name("vocabulary.txt")
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


class Unusable(Exception):
    """A model cannot be used; the message says why. Never raised outside claims.matching."""


def open_session(model: Path, threads: int, *, unpack: bool = False) -> Any:
    """An ONNX Runtime session on the CPU; ``threads`` 0 uses all cores. Raise Unusable.

    With ``unpack``, weights that the file stores in fewer bits than the processor computes with are unpacked once, now.
    """
    onnxruntime = _without_reports()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Otherwise its threads keep spinning after each text and take the cores from the next task.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if unpack:
        options.add_session_config_entry("session.disable_quant_qdq", "1")  # then these are constants like others, and folded
    options.log_severity_level = 3  # errors only; its warnings are meant for people who build models
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # ONNX Runtime raises a dozen classes that share no base class of their own
        raise Unusable(f"{model} cannot be loaded: {error}") from error


def _without_reports() -> Any:
    """ONNX Runtime with its telemetry switched off. Raise Unusable.

    From import on, its builds for Linux and macOS keep a machine id and a queue of reports in the home folder. Only this variable stops
    that, and only if set before the import (https://github.com/microsoft/onnxruntime/pull/27379). On Windows the call does.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    try:
        import onnxruntime
    except ImportError as error:
        raise Unusable("the package onnxruntime is not installed: install the requirements again.") from error
    onnxruntime.disable_telemetry_events()
    return onnxruntime


def tokenizer() -> WordPiece:
    """BERT's uncased WordPiece with the vocabulary that comes with the program. Raise Unusable when that is missing or changed."""
    if not VOCABULARY.is_file() or sha256_of(VOCABULARY) != VOCABULARY_SHA256:
        raise Unusable(f"{VOCABULARY} is missing or changed (SHA-256): install the program again.")
    return WordPiece({piece: number for number, piece in enumerate(VOCABULARY.read_text(encoding="utf-8").rstrip("\n").split("\n"))})


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_problem(model: Path, sha256: str, name: str) -> str | None:
    """Why the file of a model cannot be used, in a sentence; None when it can. Reads the whole file, which takes about 50 ms."""
    if not model.is_file():
        return f"the {name} {model.name} is missing: install the program again."
    if sha256_of(model) != sha256:
        return f"the {name} {model.name} is not the one that belongs to this version (SHA-256): install the program again."
    return None
