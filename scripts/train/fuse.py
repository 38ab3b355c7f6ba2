"""Fits the fusion: one logistic regression a label on the features that the library computed, and writes fusion.json.

A logistic regression on held-out rows is its own calibration (Platt 1999): its output is the probability. Rows of
everyday posts keep their weight, so that the prior is that of a stream which is mostly innocent. `skimmed` are the same for
texts that the skimmer ends, with its logits instead of the model's, and `ended` for those of the gate, on its logits alone.
"""
import argparse
import json

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from common import LABELS, best_f1, targets

STRENGTH = 0.05  # inverse of the L2 penalty: the dev splits are small (0.03 to 1 tried; log loss over folds)
FOLDS = 10
# Of the labelled dev posts. With 0.009 F1 on dev is nearly the same, but disguised promotions are lost: homophones a tenth of theirs.
MOST_LOST = 0.006
# Doubts about the topic, a logit nearer to 0 than this, go to the model: half of what ending them would cost F1 of
# crypto_related, for one text in two hundred; a margin of 1.5 would save all for four times as many.
TOPIC_MARGIN = 0.5
STRENGTHS = ("_anchor", "_supporting", "_ambiguous")


def used_by(label, features, logit):
    """A label reads its own logits of one transformer, its own terms (`crypto_related`: all terms), and the facts of the text.

    The gate has learnt the topic from everyday posts above all: there it helps the skimmer, but says nothing that the model
    needs. Beside the model's logits the skimmer's only add noise (F1 over folds).
    """
    gate = () if (label, logit) == ("crypto_related", "logit") else (f"gate_{label}",)
    own = lambda name: name in (f"{logit}_{label}", f"{logit}_{label}_zh", *gate, "contact", "zh", "variants")
    terms = lambda name: name.startswith(f"{label}_") or (label == "crypto_related" and name.endswith(STRENGTHS))
    return [index for index, name in enumerate(features) if own(name) or terms(name)]


def fit(names, columns, values, truth):
    """A logistic regression on some columns, as fusion.json writes it, and its probabilities over folds."""
    folds = cross_val_predict(
        LogisticRegression(C=STRENGTH, max_iter=2000), values[:, columns], truth, cv=FOLDS, method="predict_proba",
    )
    regression = LogisticRegression(C=STRENGTH, max_iter=2000).fit(values[:, columns], truth)
    weights = {names[column]: round(float(weight), 5) for column, weight in zip(columns, regression.coef_[0])}
    return {"bias": round(float(regression.intercept_[0]), 5), "weights": weights}, folds[:, 1]


def fit_labels(names, values, truth, columns_of):
    """`fit` for each label; regressions by label, and probabilities with a column a label."""
    fits = [fit(names, columns_of(label), values, truth[:, index]) for index, label in enumerate(LABELS)]
    return {label: regression for label, (regression, _) in zip(LABELS, fits)}, np.stack([folds for _, folds in fits], 1)


def skimming_of(names, values, truth, fused, skimmed):
    """When the skimmer ends texts, as the manifest has it: at most `MOST_LOST` of the labelled posts are then found no more."""
    categories = range(len(LABELS) - 1)
    suspicion = np.log(np.exp(values[:, [names.index(f"skim_{LABELS[i]}") for i in categories]]).sum(1))
    bounds = [best_f1(fused[:, i], truth[:, i])[1] for i in categories]
    finds = lambda scores: ((scores[:, categories] >= bounds) & truth[:, categories]).any(1)
    anchored = (values[:, [i for i, name in enumerate(names) if name.endswith("_anchor")]] > 0).any(1)
    labelled, at_risk = truth[:, categories].any(1), finds(fused) & ~finds(skimmed) & ~anchored
    threshold = np.floor(1000 * np.sort(suspicion[at_risk])[int(MOST_LOST * labelled.sum())]) / 1000
    sure = np.abs(values[:, names.index("skim_crypto_related")]) >= TOPIC_MARGIN
    ended = (suspicion < threshold) & sure & ~anchored
    for what, rows in (("labelled", labelled), ("about crypto only", truth[:, -1] & ~labelled), ("other", ~truth[:, -1])):
        print(f"skimmer: threshold {threshold:.3f} ends {(ended & rows).sum()} of {rows.sum()} dev posts that are {what}")
    return {"threshold": float(threshold), "topicMargin": TOPIC_MARGIN}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", required=True)
    parser.add_argument("--skimming-out", help="where the manifest's field `skimming` goes")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    with open(options.features, encoding="utf-8") as lines:
        names = json.loads(next(lines))["features"]
        rows = [{"labels": [], "crypto_related": False} | json.loads(line) for line in lines]
    values = np.array([row["values"] for row in rows], np.float64)
    truth = targets(rows) > 0.5
    fusion = {"features": names}
    fusion["fused"], fused = fit_labels(names, values, truth, lambda label: used_by(label, names, "logit"))
    for index, label in enumerate(LABELS):
        f1, threshold = best_f1(fused[:, index], truth[:, index])
        print(f"{label}: best F1 over folds {f1:.4f} at {threshold:.3f}, positives {int(truth[:, index].sum())} of {len(rows)}")
    if options.skimming_out:
        fusion["skimmed"], skimmed = fit_labels(names, values, truth, lambda label: used_by(label, names, "skim"))
        gate = [index for index, name in enumerate(names) if name.startswith("gate_")]
        fusion["ended"], _ = fit_labels(names, values, truth, lambda label: gate)
        with open(options.skimming_out, "w", encoding="utf-8") as out:
            json.dump(skimming_of(names, values, truth, fused, skimmed), out)
    with open(options.out, "w", encoding="utf-8") as out:
        json.dump(fusion, out, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
