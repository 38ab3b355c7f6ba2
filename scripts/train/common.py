"""What every training step shares: rows, token-budget batches, the classifier, the optimizer, the step log."""
import json
import math
import pathlib
import random
import time

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
# Backward through the fused attention in bfloat16 takes five times as long on a CPU as through plain matrix products,
# and drawing dropout masks takes as long as all matrix products together: so there eager attention, dropout at the head alone.
ON_GPU = {"attn_implementation": "sdpa", "attention_probs_dropout_prob": 0.1, "hidden_dropout_prob": 0.1}
ON_CPU = {"attn_implementation": "eager", "attention_probs_dropout_prob": 0.0, "hidden_dropout_prob": 0.0}
ATTENTION = ON_GPU if DEVICE.type == "cuda" else ON_CPU
LABELS = ["issuance", "trading_channel", "pricing_service", "nft_secondary_trading", "crypto_related"]
PAD = 1


def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def read_rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def targets(rows):
    """Hard labels as a float matrix, one row a text, columns in LABELS order."""
    matrix = np.zeros((len(rows), len(LABELS)), np.float32)
    for index, row in enumerate(rows):
        for label in row["labels"]:
            matrix[index, LABELS.index(label)] = 1
        matrix[index, -1] = float(row["crypto_related"])
    return matrix


def load_encoder(folder):
    """A BertModel without pooler, set up for fast training on the device at hand."""
    return BertModel.from_pretrained(folder, add_pooling_layer=False, **ATTENTION).to(DEVICE)


class Encoder:
    """Text to token ids, truncated to `longest` with the end token kept."""

    def __init__(self, folder, longest):
        self.tokenizer = Tokenizer.from_file(str(pathlib.Path(folder) / "tokenizer.json"))
        self.tokenizer.enable_truncation(longest)

    def __call__(self, texts):
        return [encoding.ids for encoding in self.tokenizer.encode_batch(list(texts))]


def batches(lengths, budget, shuffle):
    """Indices grouped by similar length so that padded length times rows stays within `budget` tokens."""
    order = np.argsort([length + (random.random() * 8 if shuffle else 0) for length in lengths], kind="stable")
    groups, group, longest = [], [], 0
    for index in order:
        longest = max(longest, lengths[index])
        if group and longest * (len(group) + 1) > budget:
            groups.append(group)
            group, longest = [], lengths[index]
        group.append(int(index))
    groups.append(group)
    if shuffle:
        random.shuffle(groups)
    return groups


def pad(sequences):
    """Token ids and attention mask as tensors of shape (rows, longest) on the device."""
    longest = max(map(len, sequences))
    ids = np.full((len(sequences), longest), PAD)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = sequence
    ids = torch.from_numpy(ids).to(DEVICE, non_blocking=True)
    return ids, (ids != PAD).long()


def mixed_precision():
    """Matrix products in bfloat16, the rest in float32."""
    return torch.autocast(DEVICE.type, torch.bfloat16)


class Screener(torch.nn.Module):
    """The encoder, mean pooling, one linear layer: logits in LABELS order."""

    def __init__(self, encoder):
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(encoder.config.hidden_size, len(LABELS))

    def forward(self, input_ids, attention_mask):
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        pooled = (states * mask).sum(1) / mask.sum(1)
        return self.head(self.dropout(pooled))

    def save(self, folder):
        folder = pathlib.Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.encoder.config.save_pretrained(folder)
        torch.save(self.state_dict(), folder / "screener.pt")

    @classmethod
    def load(cls, folder):
        model = cls(BertModel(BertConfig.from_pretrained(folder, **ATTENTION), add_pooling_layer=False))
        model.load_state_dict(torch.load(pathlib.Path(folder) / "screener.pt", map_location="cpu"))
        return model.to(DEVICE)


def keep_layers(encoder, layers):
    """Keeps the encoder layers of the given indices: how a student starts from its teacher."""
    encoder.encoder.layer = torch.nn.ModuleList([encoder.encoder.layer[index] for index in layers])
    encoder.config.num_hidden_layers = len(layers)
    return encoder


def optimizer_for(model, body_rate, head_rate, steps, warmup=0.06):
    """AdamW with a larger rate for the head, linear warm-up and decay."""
    groups = [
        {"params": [p for n, p in model.named_parameters() if n.startswith("encoder.")], "lr": body_rate},
        {"params": [p for n, p in model.named_parameters() if not n.startswith("encoder.")], "lr": head_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), eps=1e-6, fused=True)
    rising = max(1, int(steps * warmup))
    rate = lambda step: min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, rate)


class StepLog:
    """Prints progress and appends each figure to a JSONL log that is committed with the model."""

    def __init__(self, path, step):
        self.path, self.step, self.start = pathlib.Path(path), step, time.time()
        self.path.parent.mkdir(parents=True, exist_ok=True)

    def __call__(self, **figures):
        row = {"step": self.step, "seconds": round(time.time() - self.start), **figures}
        print(json.dumps(row), flush=True)
        with open(self.path, "a", encoding="utf-8") as out:
            out.write(json.dumps(row) + "\n")


@torch.no_grad()
def predict(model, sequences, budget=8192 if DEVICE.type == "cpu" else 65536):
    """Logits for every sequence, shape (rows, labels), in float32."""
    model.eval()
    logits = np.zeros((len(sequences), len(LABELS)), np.float32)
    for group in batches([len(s) for s in sequences], budget, shuffle=False):
        ids, mask = pad([sequences[index] for index in group])
        with mixed_precision():
            logits[group] = model(ids, mask).float().cpu().numpy()
    return logits


def best_f1(scores, truth):
    """F1 at its best threshold, and that threshold; 0 positives give nan."""
    if not truth.any():
        return math.nan, math.nan
    order = np.argsort(-scores)
    hits = np.cumsum(truth[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    best = int(np.argmax(f1))
    return float(f1[best]), float(scores[order[best]])


def macro_f1(logits, truth):
    """Best F1 for each label, and their mean over the four categories."""
    each = {label: round(best_f1(logits[:, i], truth[:, i] > 0.5)[0], 4) for i, label in enumerate(LABELS)}
    return {"macro_f1": round(float(np.nanmean([each[label] for label in LABELS[:4]])), 4), **each}
