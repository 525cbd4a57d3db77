"""Fit the passage model: does a passage support a claim, contradict it or neither, and does it speak to it at all? Write it as ONNX with eight-bit weights.

    python -m tests.benchmarks.passage_fit --base FOLDER --pairs pairs.jsonl --minutes 60 --out passage.onnx

FOLDER holds config.json and tokenizer.json of all-MiniLM-L6-v2 and the weights of the pair model, relation.pt (``relation_fit`` writes them), or
those of an earlier fit of this script. ``passage_pairs`` makes the pairs. Needs torch, tokenizers, safetensors, onnx and onnxruntime in an
environment of its own. Several runs with other seeds can be averaged: ``--average A.pt B.pt`` writes the mean of their weights.
"""

import argparse
import json
import random
import shutil
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from tests.benchmarks.relation_fit import KEPT, Relation, write
from tests.labelled import rows

LONGEST = 160  # tokens of passage, title and claim together
BATCH = 32
TOGETHER = 40 * BATCH  # pairs drawn at once; texts of like lengths among them share a batch
RATE = 5e-5
# The embeddings and two layers stay as they are: they know enough, and a third of the time is saved.
FROZEN = ("words.", "places.", "kinds.", "norm.", "layers.0.", "layers.1.")
SMOOTHING = 0.05
OPEN, OUTPUTS = 1, 4  # the outputs: supports, neither, contradicts, and whether the passage speaks to the claim
SHARES = {
    "set speaks": 0.15, "set figures": 0.03, "set silent": 0.15, "stance": 0.24, "stance joined": 0.03, "stance silent": 0.13, "stance silent joined": 0.01,
    "items same": 0.04, "items same joined": 0.01, "items differs": 0.05, "items differs joined": 0.01, "items implied": 0.03, "items related": 0.02,
    "text says so": 0.05, "text says otherwise": 0.03, "text silent": 0.02,
}  # fmt: skip

Row = dict  # type: ignore[type-arg]


def load(base: Path) -> Relation:
    """The weights to go on from. Those of the pair model get a fourth output, at first the opposite of "open"."""
    weights = {name: value.float() for name, value in torch.load(base / "relation.pt", map_location="cpu").items()}
    if len(weights["head.bias"]) < OUTPUTS:
        weights["head.weight"] = torch.cat([weights["head.weight"], -weights["head.weight"][OPEN : OPEN + 1]])
        weights["head.bias"] = torch.cat([weights["head.bias"], -weights["head.bias"][OPEN : OPEN + 1]])
    model = Relation(json.loads((base / "config.json").read_text(encoding="utf-8")))
    model.head = nn.Linear(model.head.in_features, OUTPUTS)
    model.load_state_dict(weights)
    return model


def drawn(groups: dict[str, list[Row]], chance: random.Random) -> list[Row]:
    """The next pairs to fit on, every group with its share."""
    total = sum(SHARES[name] for name in groups)
    return [row for name, group in groups.items() for row in chance.choices(group, k=round(TOGETHER * SHARES[name] / total))]


def batches(pairs: list[Row], tokenizer: Tokenizer, chance: random.Random) -> list[tuple[dict[str, torch.Tensor], list[Row]]]:
    """The pairs as numbers, BATCH at a time, each with its labels."""
    encoded = tokenizer.encode_batch([(pair["passage"], pair["claim"]) for pair in pairs])
    ready = sorted(zip(encoded, pairs, strict=True), key=lambda row: len(row[0].ids) + 6 * chance.random())
    names = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
    made = []
    for start in range(0, len(ready), BATCH):
        part = ready[start : start + BATCH]
        width = max(len(row.ids) for row, _ in part)
        tensors = {
            name: torch.tensor([getattr(row, ours) + [0] * (width - len(row.ids)) for row, _ in part]) for name, ours in names.items()
        }
        made.append((tensors, [pair for _, pair in part]))
    chance.shuffle(made)
    return made


def loss_of(outputs: torch.Tensor, pairs: list[Row]) -> torch.Tensor:
    """The error in the stance, and in whether the passage speaks to the claim where that is labelled."""
    stance = functional.cross_entropy(outputs[:, :3], torch.tensor([pair["stance"] for pair in pairs]), label_smoothing=SMOOTHING)
    labelled = [number for number, pair in enumerate(pairs) if pair["speaks"] is not None]
    if not labelled:
        return stance
    target = torch.tensor([float(pairs[number]["speaks"]) for number in labelled])
    return stance + functional.binary_cross_entropy_with_logits(outputs[labelled, 3], target)


def fit(model: Relation, tokenizer: Tokenizer, pairs: list[Row], minutes: float, seed: int, kept: Path) -> dict[str, torch.Tensor]:
    """Fit for so many minutes, the rate falling to nothing; the averaged weights, which are also kept as a file now and then."""
    chance, groups, steps = random.Random(seed), defaultdict(list), 0
    for pair in pairs:
        if pair["group"] in SHARES:
            groups[pair["group"]].append(pair)
    for name, parameter in model.named_parameters():
        parameter.requires_grad_(not name.startswith(FROZEN))
    optimizer = torch.optim.AdamW(
        [value for value in model.train().parameters() if value.requires_grad], lr=RATE, weight_decay=0.01, fused=True
    )
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    began = time.monotonic()
    while (passed := (time.monotonic() - began) / 60 / minutes) < 1:
        losses = []
        for tensors, part in batches(drawn(groups, chance), tokenizer, chance):
            passed = (time.monotonic() - began) / 60 / minutes
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (steps + 1) / 100, max(0.02, 1.15 * (1 - passed)))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = model(**tensors)
            loss = loss_of(outputs.float(), part)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(float(loss.detach()))
            steps += 1
            if steps % 10 == 0:
                for name, value in model.named_parameters():
                    average[name].lerp_(value, 1 - min(KEPT, steps / (steps + 20)))
            if passed >= 1:
                break
        torch.save({name: value.half() for name, value in average.items()}, kept)
        speed = steps * BATCH / (time.monotonic() - began)
        print(f"{steps * BATCH} pairs, {speed:.0f} a second, {passed:.0%} of the time, loss {sum(losses) / len(losses):.3f}", flush=True)
    return average


def averaged(paths: list[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of several fits."""
    fits = [torch.load(path, map_location="cpu") for path in paths]
    return {name: sum(fit[name].float() for fit in fits) / len(fits) for name in fits[0]}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--pairs", type=Path)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--average", type=Path, nargs="+")
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    torch.manual_seed(given.seed)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    model = load(given.base)
    if given.average:
        model.load_state_dict(averaged(given.average))
    else:
        model.load_state_dict(fit(model, tokenizer, rows(given.pairs), given.minutes, given.seed, given.out.with_suffix(".pt")))
    with tempfile.TemporaryDirectory() as folder:
        write(model, tokenizer, Path(folder) / given.out.name)
        shutil.move(Path(folder) / given.out.name, given.out)
        shutil.move(Path(folder) / "relation.pt", given.out.with_suffix(".pt"))


if __name__ == "__main__":
    main()
