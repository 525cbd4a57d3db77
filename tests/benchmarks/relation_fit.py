"""Fit the pair model: does the second text follow from the first, is it left open, or is it excluded? Write it as ONNX with eight-bit weights.

    python -m tests.benchmarks.relation_fit --base FOLDER --general nli.jsonl --pairs 150000 --out relation.onnx

FOLDER holds config.json and tokenizer.json of all-MiniLM-L6-v2 and its weights, model.safetensors or those of an earlier fit, relation.pt.
``--general`` are pairs of general inference, lines {"first", "second", "label": 0 follows, 1 open, 2 excluded}: NOTICE names them; they are not part of the product.
Needs torch, tokenizers, safetensors, onnx and onnxruntime in an environment of its own. About 90 pairs a second on two cores with
bfloat16 (AVX-512), several thousand on a GPU. docs/matching.md tells how the model that comes with the program was made.
"""

import argparse
import json
import math
import random
import tempfile
import time
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from tests.benchmarks.relation_pairs import EXCLUDED, FOLLOWS, Ordered, drawn, swapped
from tests.labelled import differences, rows

LONGEST = 128  # tokens of both texts together
BATCH = 32
TOGETHER = 40 * BATCH  # pairs drawn at once; texts of like lengths among them share a batch, which halves the padding
RATE = 4e-5
SMOOTHING = 0.05  # of the labels
KEPT = 0.98  # of the averaged weights, every tenth step: the average is what is written
PARTS = {"round 2": 0.36, "round 1": 0.08, "natural": 0.22, "short": 0.11, "typed": 0.05, "general": 0.10, "swapped": 0.08}
TYPED = "02 03 04 05 06 07".split()  # the sets about differences that may be fitted on


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(width, width) for _ in range(4))
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, state: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        pairs, tokens, width = state.shape
        query, key, value = (part(state).view(pairs, tokens, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value))
        weights = (query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + hidden).softmax(-1)
        mixed = (self.drop(weights) @ value).transpose(1, 2).reshape(pairs, tokens, width)
        state = self.norm(state + self.drop(self.mixed(mixed)))
        return self.last_norm(state + self.drop(self.outer(functional.gelu(self.inner(state)))))


class Relation(nn.Module):
    """BERT with a head of three."""

    def __init__(self, config: dict) -> None:  # type: ignore[type-arg]
        super().__init__()
        width = config["hidden_size"]
        self.words, self.places, self.kinds = (
            nn.Embedding(config[size], width) for size in ("vocab_size", "max_position_embeddings", "type_vocab_size")
        )
        self.norm, self.drop = nn.LayerNorm(width, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"]) for _ in range(config["num_hidden_layers"])
        )
        self.pooler, self.head = nn.Linear(width, width), nn.Linear(width, 3)
        nn.init.normal_(self.head.weight, std=0.02)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        state = self.drop(self.norm(self.words(input_ids) + self.places(places) + self.kinds(token_type_ids)))
        hidden = (1.0 - attention_mask[:, None, None, :].to(state.dtype)) * -10_000.0
        for layer in self.layers:
            state = layer(state, hidden)
        return self.head(self.drop(torch.tanh(self.pooler(state[:, 0]))))


PUBLISHED = {  # our names for those of the published weights
    "words": "embeddings.word_embeddings", "places": "embeddings.position_embeddings", "kinds": "embeddings.token_type_embeddings", "norm": "embeddings.LayerNorm", "pooler": "pooler.dense",
    "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "mixed": "attention.output.dense", "layer norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense", "outer": "output.dense", "last_norm": "output.LayerNorm",
}  # fmt: skip


def published_name(name: str) -> str:
    """What the published weights call one of ours."""
    *path, part, leaf = name.split(".")
    if not path:
        return f"{PUBLISHED[part]}.{leaf}"
    return f"encoder.layer.{path[1]}.{PUBLISHED['layer norm' if part == 'norm' else part]}.{leaf}"


def load(base: Path) -> Relation:
    """The model to go on from."""
    model = Relation(json.loads((base / "config.json").read_text(encoding="utf-8")))
    if (base / "relation.pt").exists():
        model.load_state_dict({name: value.float() for name, value in torch.load(base / "relation.pt", map_location="cpu").items()})
    else:
        stored = load_file(base / "model.safetensors")
        model.load_state_dict(
            {name: stored[published_name(name)] for name in model.state_dict() if not name.startswith("head.")}, strict=False
        )
    return model


def mixed(general: list[Ordered], chance: random.Random) -> list[Ordered]:
    """The next pairs to fit on, every part with its share."""
    number = {part: round(share * TOGETHER) for part, share in PARTS.items()}
    typed = [pair for name in TYPED for pair in differences(name)]
    labels = [
        Ordered(*texts, FOLLOWS if pair.same else EXCLUDED)
        for pair in typed
        for texts in ((pair.ours, pair.theirs), (pair.theirs, pair.ours))
    ]
    return [
        *drawn("items", number["round 2"], chance, round_of=2),
        *drawn("items", number["round 1"], chance, round_of=1),
        *drawn("natural", number["natural"], chance),
        *drawn("short", number["short"], chance),
        *chance.choices(labels, k=number["typed"]),
        *chance.choices(general, k=number["general"]),
        *swapped(number["swapped"], chance),
    ]


def batches(
    pairs: list[Ordered], tokenizer: Tokenizer, chance: random.Random, device: str
) -> list[tuple[dict[str, torch.Tensor], torch.Tensor]]:
    """The pairs as numbers, BATCH at a time."""
    encoded = tokenizer.encode_batch([(pair.first, pair.second) for pair in pairs])
    ready = sorted(zip(encoded, [pair.label for pair in pairs], strict=True), key=lambda row: len(row[0].ids))
    made = []
    for start in range(0, len(ready), BATCH):
        part = ready[start : start + BATCH]
        width = max(len(row.ids) for row, _ in part)
        names = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
        tensors = {
            name: torch.tensor([getattr(row, ours) + [0] * (width - len(row.ids)) for row, _ in part], device=device)
            for name, ours in names.items()
        }
        made.append((tensors, torch.tensor([label for _, label in part], device=device)))
    chance.shuffle(made)
    return made


def fit(model: Relation, tokenizer: Tokenizer, general: list[Ordered], pairs: int) -> dict[str, torch.Tensor]:
    """Fit on so many pairs, the rate falling to nothing; the averaged weights."""
    device, chance, done, steps = "cuda" if torch.cuda.is_available() else "cpu", random.Random(7), 0, 0
    model.to(device).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01, fused=True)
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    began = time.monotonic()
    while done < pairs:
        for tensors, labels in batches(mixed(general, chance), tokenizer, chance, device):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (steps + 1) / 100, max(0.02, 1.15 * (1 - done / pairs)))
            with torch.autocast(device, dtype=torch.bfloat16):
                logits = model(**tensors)
            loss = functional.cross_entropy(logits.float(), labels, label_smoothing=SMOOTHING)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            steps, done = steps + 1, done + len(labels)
            if steps % 10 == 0:
                for name, value in model.state_dict().items():
                    average[name].lerp_(value, 1 - min(KEPT, steps / (steps + 20)))
        print(f"{done} of {pairs} pairs, {done / (time.monotonic() - began):.0f} a second, loss {float(loss.detach()):.3f}", flush=True)
    return average


def write(model: Relation, tokenizer: Tokenizer, out: Path) -> None:
    """ONNX with eight-bit weights: one scale a channel and a bit to spare; one scale a tensor changes every fourth answer."""
    model.float().cpu().eval()
    row = tokenizer.encode("a b c", "d e")
    example = tuple(torch.tensor([values]) for values in (row.ids, row.attention_mask, row.type_ids))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "pairs", 1: "tokens"} for name in names} | {"logits": {0: "pairs"}}
    torch.save({name: value.half() for name, value in model.state_dict().items()}, out.with_name("relation.pt"))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "float.onnx"
        torch.onnx.export(
            model, example, str(full), input_names=names, output_names=["logits"], dynamic_axes=axes, opset_version=16, dynamo=False
        )
        quantize_dynamic(str(full), str(out), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--general", type=Path, required=True)
    options.add_argument("--pairs", type=int, default=150_000)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    torch.manual_seed(7)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    model = load(given.base)
    general = [Ordered(row["first"], row["second"], row["label"]) for row in rows(given.general)]
    model.load_state_dict(fit(model, tokenizer, general, given.pairs))
    write(model, tokenizer, given.out)


if __name__ == "__main__":
    main()
