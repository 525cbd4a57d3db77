"""The sentence embeddings, with the real model, and what happens without a usable one."""

import json
import logging
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.matching.search import encoder, runtime
from claims.matching.search.wordpiece import MAX_TOKENS, WordPiece


@pytest.fixture(scope="module")
def model() -> encoder.Encoder:
    loaded = encoder.load()
    assert loaded is not None
    return loaded


def test_texts_that_mean_the_same_lie_closer_than_texts_that_do_not(model: encoder.Encoder) -> None:
    crime, down, ferry = model.encode(["Crime fell last year.", "There was less crime in the past year.", "The ferry leaves at noon."])
    assert crime @ down > 0.7 > 0.3 > crime @ ferry


def test_every_row_has_length_one_whatever_the_text(model: encoder.Encoder) -> None:
    rows = model.encode(["", "a", "😀" * 50, "\ud800\0", "слово", "word " * 10_000])
    assert rows.shape == (6, model.dim)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others_and_on_any_number_of_threads(model: encoder.Encoder) -> None:
    texts = ["The pool closed.", "The council of Belmar approved the new budget on Tuesday after a long debate.", "Rain."]
    one_thread = encoder.load(threads=1)
    assert one_thread is not None
    assert all(np.array_equal(model.encode([text])[0], row) for text, row in zip(texts, model.encode(texts), strict=True))
    assert np.allclose(model.encode(texts), one_thread.encode(texts), atol=1e-6)


def test_the_vocabulary_and_the_model_are_what_they_should_be() -> None:
    assert runtime.sha256_of(runtime.VOCABULARY) == runtime.VOCABULARY_SHA256
    assert len(runtime.tokenizer()._numbers) == 30_522


def test_pieces_are_those_of_bert_uncased() -> None:
    # Numbers given by the tokenizer of the original model for this sentence.
    assert runtime.tokenizer().encode("Hello, Wörld! unaffable") == [101, 7592, 1010, 2088, 999, 14477, 20961, 3468, 102]


@settings(max_examples=100)
@given(st.text(max_size=100))
def test_any_text_becomes_numbers_of_the_vocabulary(text: str) -> None:
    numbers = runtime.tokenizer().encode(text)
    assert numbers[0] == 101
    assert numbers[-1] == 102
    assert all(0 <= number < 30_522 for number in numbers)


def test_a_long_text_is_cut_at_what_the_model_reads() -> None:
    pieces = WordPiece({"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "a": 3})
    assert pieces.encode("a " * 10_000_000) == [1, *[3] * (MAX_TOKENS - 2), 2]


def test_a_folder_without_a_model_gives_none_and_the_reason(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert encoder.load(tmp_path) is None
    assert "onnx/model.onnx" in caplog.text


def test_a_damaged_model_gives_none_and_the_reason(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    vocabulary = {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}
    plan = {"model": {"type": "WordPiece", "vocab": vocabulary}, "normalizer": {"type": "BertNormalizer", "lowercase": True}}
    (tmp_path / "tokenizer.json").write_text(json.dumps(plan))
    with caplog.at_level(logging.WARNING):
        assert encoder.load(tmp_path) is None
    assert "cannot be loaded" in caplog.text


def test_a_changed_vocabulary_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    changed = tmp_path / "vocabulary.txt"
    changed.write_text(runtime.VOCABULARY.read_text(encoding="utf-8") + "word\n", encoding="utf-8")
    monkeypatch.setattr(runtime, "VOCABULARY", changed)
    encoder._load.cache_clear()
    assert encoder.load() is None
    encoder._load.cache_clear()
    assert "SHA-256" in caplog.text


def test_another_folder_with_a_wordpiece_model_is_used_under_a_name_of_its_own(tmp_path: Path, model: encoder.Encoder) -> None:
    (tmp_path / "onnx").mkdir()
    shutil.copy(encoder._own_model(), tmp_path / "onnx" / "model.onnx")
    vocabulary = {piece: number for number, piece in enumerate(runtime.VOCABULARY.read_text(encoding="utf-8").rstrip("\n").split("\n"))}
    plan = {"model": {"type": "WordPiece", "vocab": vocabulary}, "normalizer": {"type": "BertNormalizer", "lowercase": True}}
    (tmp_path / "tokenizer.json").write_text(json.dumps(plan), encoding="utf-8")
    other = encoder.load(tmp_path)
    assert other is not None
    assert other.name != model.name
    assert np.array_equal(other.encode(["The pool closed."]), model.encode(["The pool closed."]))


def test_importing_the_index_loads_no_model_and_no_runtime() -> None:
    script = "import sys, claims.matching.search.index; print('onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert done.stdout.strip() == "False"
