"""Fits the fusion: one logistic regression a label on the features that the library computed, and writes fusion.json.

A logistic regression on held-out rows is its own calibration (Platt 1999): its output is the probability. Rows of
everyday posts keep their weight, so that the prior is that of a stream which is mostly innocent.
"""
import argparse
import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from common import LABELS, best_f1, targets

STRENGTH = 0.3  # inverse of the L2 penalty: the dev splits are small
FOLDS = 10


def used_by(label, features):
    """A label reads its own logit, its own terms (`crypto_related`: all terms), and the facts of the text."""
    own = lambda name: name in (f"logit_{label}", f"logit_{label}_zh", "contact", "zh", "variants")
    terms = lambda name: name.startswith(f"{label}_") or (label == "crypto_related" and name.endswith(("_anchor", "_supporting", "_ambiguous")))
    return [index for index, name in enumerate(features) if own(name) or terms(name)]


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
    fused = {}
    for index, label in enumerate(LABELS):
        columns = used_by(label, names)
        regression = LogisticRegression(C=STRENGTH, max_iter=2000)
        held_out = cross_val_predict(regression, values[:, columns], truth[:, index], cv=FOLDS, method="predict_proba")[:, 1]
        regression.fit(values[:, columns], truth[:, index])
        weights = {names[column]: round(float(weight), 5) for column, weight in zip(columns, regression.coef_[0])}
        fused[label] = {"bias": round(float(regression.intercept_[0]), 5), "weights": weights}
        f1, threshold = best_f1(held_out, truth[:, index])
        print(f"{label}: best F1 over folds {f1:.4f} at {threshold:.3f}, positives {int(truth[:, index].sum())} of {len(rows)}")
    with open(options.out, "w", encoding="utf-8") as out:
        json.dump({"features": names, "fused": fused}, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
