"""Fits the fusion: one logistic regression a label on the features that the library computed, and writes fusion.json.

A logistic regression on held-out rows is its own calibration (Platt 1999): its output is the probability. Rows of
everyday posts keep their weight, so that the prior is that of a stream which is mostly innocent. `ended` are the same
for texts that the gate ends: regressions on its logits alone.
"""
import argparse
import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from common import LABELS, best_f1, targets

STRENGTH = 0.05  # inverse of the L2 penalty: the dev splits are small (0.03 to 1 tried; log loss over folds)
FOLDS = 10


def used_by(label, features):
    """A label reads its own logits, its own terms (`crypto_related`: all terms), and the facts of the text.

    The gate has learnt the topic from everyday posts above all, so of the topic it says nothing that the transformer needs.
    """
    gate = () if label == "crypto_related" else (f"gate_{label}",)
    own = lambda name: name in (f"logit_{label}", f"logit_{label}_zh", *gate, "contact", "zh", "variants")
    terms = lambda name: name.startswith(f"{label}_") or (label == "crypto_related" and name.endswith(("_anchor", "_supporting", "_ambiguous")))
    return [index for index, name in enumerate(features) if own(name) or terms(name)]


def regression_of(names, columns, values, truth):
    """A fitted logistic regression on some columns, as fusion.json writes it."""
    regression = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values[:, columns], truth)
    weights = {names[column]: round(float(weight), 5) for column, weight in zip(columns, regression.coef_[0])}
    return {"bias": round(float(regression.intercept_[0]), 5), "weights": weights}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    with open(options.features, encoding="utf-8") as lines:
        names = json.loads(next(lines))["features"]
        rows = [{"labels": [], "crypto_related": False} | json.loads(line) for line in lines]
    values = np.array([row["values"] for row in rows], np.float64)
    truth = targets(rows) > 0.5
    gate = [index for index, name in enumerate(names) if name.startswith("gate_")]
    fused, ended = {}, {}
    for index, label in enumerate(LABELS):
        columns = used_by(label, names)
        folds = cross_val_predict(
            LogisticRegression(C=STRENGTH, max_iter=2000), values[:, columns], truth[:, index], cv=FOLDS, method="predict_proba",
        )
        fused[label] = regression_of(names, columns, values, truth[:, index])
        if gate:
            ended[label] = regression_of(names, gate, values, truth[:, index])
        f1, threshold = best_f1(folds[:, 1], truth[:, index])
        print(f"{label}: best F1 over folds {f1:.4f} at {threshold:.3f}, positives {int(truth[:, index].sum())} of {len(rows)}")
    with open(options.out, "w", encoding="utf-8") as out:
        json.dump({"features": names, "fused": fused} | ({"ended": ended} if gate else {}), out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
