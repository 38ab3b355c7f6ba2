"""Adapts the base to the domain: masked-language modelling on every folded text, for a fixed number of minutes."""
import argparse
import pathlib
import time

import torch

import torch.nn.functional as F

from common import DEVICE, Encoder, StepLog, batches, load_encoder, mixed_precision, pad, read_rows, seed_everything

MASKED, KEPT_MASKED, RANDOM = 0.2, 0.8, 0.1
FIRST_PIECE, SAMPLED = 4, 3000


class MaskedHead(torch.nn.Module):
    """Dense, GELU, layer norm, then the tied embedding table as decoder."""

    def __init__(self, encoder):
        super().__init__()
        hidden = encoder.config.hidden_size
        self.dense = torch.nn.Linear(hidden, hidden)
        self.norm = torch.nn.LayerNorm(hidden)
        self.bias = torch.nn.Parameter(torch.zeros(encoder.config.vocab_size))

    def forward(self, states, table, pieces):
        return F.linear(self.norm(F.gelu(self.dense(states))), table[pieces], self.bias[pieces])


def candidates(wanted, vocabulary):
    """The pieces to choose from: all wanted ones and random others. A full softmax would cost more than the encoder."""
    pieces = torch.cat([wanted, torch.randint(FIRST_PIECE, vocabulary - 1, (SAMPLED,), device=DEVICE)])
    pieces, places = torch.unique(pieces, return_inverse=True)
    return pieces, places[: len(wanted)]


def mask_tokens(ids, vocabulary):
    """BERT's masking (Devlin et al. 2019) at 20 %: 80 % `<mask>`, 10 % a random piece, 10 % left."""
    chosen = (torch.rand(ids.shape, device=DEVICE) < MASKED) & (ids >= FIRST_PIECE)
    draw = torch.rand(ids.shape, device=DEVICE)
    masked = ids.clone()
    masked[chosen & (draw < KEPT_MASKED)] = vocabulary - 1
    swapped = chosen & (draw >= KEPT_MASKED) & (draw < KEPT_MASKED + RANDOM)
    masked[swapped] = torch.randint(FIRST_PIECE, vocabulary - 1, (int(swapped.sum()),), device=DEVICE)
    return masked, chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--folded", required=True)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--budget", type=int, default=4096, help="padded tokens a batch")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    seed_everything(options.seed)
    log = StepLog(options.log, "mlm")
    encoder = load_encoder(options.base)
    head = MaskedHead(encoder).to(DEVICE)
    texts = [row["text"] for path in sorted(pathlib.Path(options.folded).glob("*.jsonl")) for row in read_rows(path)]
    sequences = Encoder(options.base, 96)(texts)
    optimizer = torch.optim.AdamW([*encoder.parameters(), *head.parameters()], lr=options.rate, weight_decay=0.01, fused=True)
    start, seen, losses = time.time(), 0, []
    encoder.train()
    while True:
        for group in batches([len(s) for s in sequences], options.budget, shuffle=True):
            share = (time.time() - start) / (60 * options.minutes)
            if share >= 1:
                encoder.save_pretrained(options.out)
                pathlib.Path(options.out, "tokenizer.json").write_bytes(pathlib.Path(options.base, "tokenizer.json").read_bytes())
                return log(texts=seen, loss=round(sum(losses[-200:]).item() / len(losses[-200:]), 4), saved=options.out)
            for parameters in optimizer.param_groups:
                parameters["lr"] = options.rate * min(1, share / 0.05) * (1 - share)
            ids, mask = pad([sequences[index] for index in group])
            masked, chosen = mask_tokens(ids, encoder.config.vocab_size)
            pieces, goals = candidates(ids[chosen], encoder.config.vocab_size)
            with mixed_precision():
                states = encoder(input_ids=masked, attention_mask=mask).last_hidden_state
                logits = head(states[chosen], encoder.embeddings.word_embeddings.weight, pieces)
            loss = F.cross_entropy(logits.float(), goals)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            seen += len(group)
            losses.append(loss.detach())
            if len(losses) % 100 == 0:
                log(texts=seen, loss=round(sum(losses[-100:]).item() / 100, 4))


if __name__ == "__main__":
    main()
