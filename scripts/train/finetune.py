"""Fine-tunes a screener on hard labels, on a teacher's soft labels, or on both (distillation).

With `--soft FILE` (rows {"id", "probabilities"} from predict.py) every row found there is also pulled to the teacher's
probabilities; rows without labels learn from the teacher alone (Hinton et al. 2015, with sigmoid outputs). A disguised
row is pulled to what the teacher says of the plain one: a disguise changes no act.
"""
import argparse
import pathlib
import random
import shutil

import numpy as np
import torch
import torch.nn.functional as F

from common import (
    DEVICE, LABELS, Encoder, Screener, StepLog, batches, keep_layers, load_encoder, macro_f1, mixed_precision, optimizer_for,
    pad, predict, read_rows, seed_everything, targets,
)
from splits import dev_rows, fold_of, training_rows

UNCERTAIN_WEIGHT = 0.3
SMOOTHING = 0.02
MASK_SHARE = 0.08


def blank_tokens(ids, vocabulary):
    """Hides a few tokens a step: the cheapest regulariser, and a stand-in for the words that evasion breaks."""
    hidden = (torch.rand(ids.shape, device=ids.device) < MASK_SHARE) & (ids > 3)
    return torch.where(hidden, vocabulary - 1, ids)


def loss_of(logits, hard, soft, hard_share, weight):
    """Binary cross-entropy to smoothed labels and to the teacher, mixed by each row's `hard_share`."""
    each = lambda goal: F.binary_cross_entropy_with_logits(logits, goal, reduction="none").mean(1)
    to_hard = each(hard * (1 - 2 * SMOOTHING) + SMOOTHING)
    return ((to_hard * hard_share + each(soft) * (1 - hard_share)) * weight).mean()


def goals_of(rows, teacher, hard_share):
    """Hard targets, soft targets, share of the hard ones and weight of every row, on the device."""
    soft = [teacher.get(row.get("plain", row["id"])) for row in rows]
    share = [0.0 if "labels" not in row else hard_share if found else 1.0 for row, found in zip(rows, soft)]
    hard = targets([{"labels": [], "crypto_related": False} | row for row in rows])
    weight = [UNCERTAIN_WEIGHT if row.get("uncertain") else 1.0 for row in rows]
    filled = np.array([found or [0.0] * len(LABELS) for found in soft], np.float32)
    return [torch.tensor(values).to(DEVICE) for values in (hard, filled, share, weight)]


def padded_copies(rows, fillers, count):
    """Copies of posts about crypto with a piece of an everyday post before, behind or around them: the act is the same.

    Mean pooling dilutes an act by what stands around it, and a small model learns to see through that only by examples.
    """
    piece = lambda: random.choice(fillers)["text"][: random.randint(15, 150)]
    copies = []
    for row in random.sample([row for row in rows if row.get("crypto_related", True)], count):
        before, behind = random.choice([(True, False), (False, True), (True, True)])
        text = " ".join([*([piece()] if before else []), row["text"], *([piece()] if behind else [])])
        copies.append(row | {"plain": row.get("plain", row["id"]), "text": text})
    return copies


def start_from(options):
    """The encoder of the base, or a student out of a teacher's layers."""
    if options.teacher:
        model = Screener.load(options.teacher)
        keep_layers(model.encoder, [int(index) for index in options.layers.split(",")])
        return model
    encoder = load_encoder(options.base)
    return Screener(keep_layers(encoder, [int(i) for i in options.layers.split(",")]) if options.layers else encoder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", required=True, help="folder with tokenizer.json (and the encoder, without --teacher)")
    parser.add_argument("--teacher", help="start from this screener's layers")
    parser.add_argument("--layers", default="", help="indices of the layers to keep, such as 1,3,5,7,9,11")
    parser.add_argument("--folded", required=True)
    parser.add_argument("--soft", help="teacher's probabilities")
    parser.add_argument("--labelled", choices=["all", "real", "written"], default="all", help="which labelled posts, for the ablation")
    parser.add_argument("--benign", type=int, default=6000, help="everyday posts to learn from")
    parser.add_argument("--unlabelled", type=int, default=0, help="unlabelled posts to learn from, with --soft")
    parser.add_argument("--padded", type=int, default=0, help="copies of posts with everyday text around them to learn from")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--hard-share", type=float, default=0.5, help="weight of the hard label where both are known")
    parser.add_argument("--budget", type=int, default=3072, help="padded tokens a batch")
    parser.add_argument("--longest", type=int, default=192, help="tokens a text")
    parser.add_argument("--folds", type=int, default=1, help="leave out fold SEED of this many, for labels that no teacher has seen")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    seed_everything(options.seed)
    log = StepLog(options.log, pathlib.Path(options.out).name)

    rows = training_rows(options.folded, options.benign, options.unlabelled, options.labelled)
    if options.folds > 1:
        rows = [row for row in rows if fold_of(row, options.folds) != options.seed % options.folds]
    if options.padded:
        fillers = [row for row in read_rows(pathlib.Path(options.folded) / "benign.jsonl") if row["split"] == "train"]
        rows += padded_copies(rows, fillers, options.padded)
    random.shuffle(rows)
    encode = Encoder(options.base, options.longest)
    sequences = encode(row["text"] for row in rows)
    teacher = {row["id"]: row["probabilities"] for row in read_rows(options.soft)} if options.soft else {}
    hard, soft, share, weight = goals_of(rows, teacher, options.hard_share)

    model = start_from(options).to(DEVICE)
    vocabulary = model.encoder.config.vocab_size
    lengths = [len(sequence) for sequence in sequences]
    steps = options.epochs * len(batches(lengths, options.budget, shuffle=False))
    optimizer, schedule = optimizer_for(model, options.rate, options.head_rate, steps)
    dev = {name: (encode(row["text"] for row in part), targets(part)) for name, part in dev_rows(options.folded).items()}
    log(rows=len(rows), soft=int((share < 1).sum()), steps=steps, layers=model.encoder.config.num_hidden_layers)
    for epoch in range(options.epochs):
        model.train()
        losses = []
        for group in batches(lengths, options.budget, shuffle=True):
            ids, mask = pad([sequences[index] for index in group])
            with mixed_precision():
                logits = model(blank_tokens(ids, vocabulary), mask).float()
            loss = loss_of(logits, hard[group], soft[group], share[group], weight[group])
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.detach())
            if len(losses) % 100 == 0:
                print(f"epoch {epoch + 1} step {len(losses)} loss {sum(losses[-100:]).item() / 100:.4f}", flush=True)
        figures = {name: macro_f1(predict(model, ids), truth) for name, (ids, truth) in dev.items()}
        log(epoch=epoch + 1, loss=round((sum(losses) / len(losses)).item(), 4), dev=figures)
        model.save(options.out)
        shutil.copy(pathlib.Path(options.base, "tokenizer.json"), options.out)


if __name__ == "__main__":
    main()
