"""Writes a screener's probabilities for texts: how a teacher labels posts softly for its student."""
import argparse
import json
import pathlib

import numpy as np
import torch

from common import Encoder, Screener, predict
from splits import fold_of, training_rows


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, action="append", help="screener folder; of several, the Nth was trained without fold N")
    parser.add_argument("--folded", required=True)
    parser.add_argument("--benign", type=int, default=12000)
    parser.add_argument("--unlabelled", type=int, default=50000)
    parser.add_argument("--longest", type=int, default=192)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    rows = [row for row in training_rows(options.folded, options.benign, options.unlabelled) if "plain" not in row]
    sequences = Encoder(options.model[0], options.longest)(row["text"] for row in rows)
    logits = np.stack([predict(Screener.load(folder), sequences) for folder in options.model])
    # A labelled row is spoken for by the one teacher that has not learnt it, if there is one.
    count = len(options.model)
    unseen = [[fold_of(row, count)] if count > 1 and "labels" in row else list(range(count)) for row in rows]
    means = np.stack([logits[models, index].mean(0) for index, models in enumerate(unseen)])
    probabilities = torch.sigmoid(torch.tensor(means)).numpy()
    with open(pathlib.Path(options.out), "w", encoding="utf-8") as out:
        for row, values in zip(rows, probabilities):
            out.write(json.dumps({"id": row["id"], "probabilities": [round(float(v), 5) for v in values]}) + "\n")
    print(f"{len(rows)} texts labelled softly in {options.out}")


if __name__ == "__main__":
    main()
