"""Writes test/fixtures/metrics/*.json: small scored samples with the figures that scikit-learn gives for them.

Run with a python3 that has scikit-learn: python3 scripts/make-metric-fixtures.py
"""
import json
import math
import pathlib

import numpy as np
import sklearn
from sklearn import metrics

CATEGORIES = ("issuance", "trading_channel", "pricing_service", "nft_secondary_trading")
BINS = 15
OUT = pathlib.Path(__file__).resolve().parent.parent / "test" / "fixtures" / "metrics"


def threshold_metrics(gold, predicted, **average):
    keywords = {"zero_division": np.nan, **average}
    return {
        "precision": metrics.precision_score(gold, predicted, **keywords),
        "recall": metrics.recall_score(gold, predicted, **keywords),
        "f1": metrics.f1_score(gold, predicted, **keywords),
    }


def rank_metrics(gold, scores, weights=None):
    both = 0 < gold.sum() < len(gold)
    return {
        "average_precision": metrics.average_precision_score(gold, scores, sample_weight=weights) if gold.any() else math.nan,
        "roc_auc": metrics.roc_auc_score(gold, scores, sample_weight=weights) if both else math.nan,
        "brier": np.average((scores - gold) ** 2, weights=weights),
        "ece": calibration_error(gold, scores, weights),
    }


def calibration_error(gold, scores, weights):
    """scikit-learn has none. Equal mass: bin = floor(15 x rows with a lower score / rows)."""
    weights = np.ones(len(gold)) if weights is None else weights
    bins = np.searchsorted(np.sort(scores), scores, side="left") * BINS // len(scores)
    inside = [bins == number for number in range(BINS)]
    gaps = [abs(np.sum(weights[rows] * (scores[rows] - gold[rows]))) for rows in inside]
    return sum(gaps) / weights.sum()


def label_figures(gold, predicted, scores):
    return {**threshold_metrics(gold, predicted), **rank_metrics(gold, scores)}


def figures_of(gold, scores, threshold):
    predicted = (scores >= threshold).astype(int)
    per_label = [label_figures(gold[:, at], predicted[:, at], scores[:, at]) for at in range(len(CATEGORIES))]
    figures = {f"{name}_{metric}": value for name, label in zip(CATEGORIES, per_label) for metric, value in label.items()}
    for metric in per_label[0]:
        values = [label[metric] for label in per_label if not math.isnan(label[metric])]
        figures[f"macro_{metric}"] = np.mean(values) if values else math.nan
    micro = {**threshold_metrics(gold, predicted, average="micro"), **rank_metrics(gold.ravel(), scores.ravel())}
    figures.update({f"micro_{metric}": value for metric, value in micro.items()})
    figures["exact_match"] = metrics.accuracy_score(gold, predicted)
    innocent = ~gold.any(axis=1)
    figures["fpr"] = predicted[innocent].any(axis=1).mean() if innocent.any() else math.nan
    return figures


def sample(rng, rows, shares, digits):
    """Labels with the given shares of positives, and scores that lean the right way; few digits make many ties."""
    gold = (rng.random((rows, len(CATEGORIES))) < np.array(shares)).astype(int)
    scores = 1 / (1 + np.exp(-(rng.normal(size=gold.shape) * 1.5 + 2.5 * gold - 1.2)))
    return gold, np.round(scores, digits)


CASES = {
    "plain": dict(rows=400, shares=(0.3, 0.2, 0.1, 0.05), digits=12),
    "ties": dict(rows=300, shares=(0.3, 0.2, 0.1, 0.05), digits=1),
    "no-positives": dict(rows=60, shares=(0.3, 0.2, 0.4, 0), digits=2),
    "all-positives": dict(rows=60, shares=(1, 0.2, 0.4, 0.3), digits=2),
    "one-class": dict(rows=40, shares=(0, 0, 0, 0), digits=2),
    "one-row": dict(rows=1, shares=(1, 0, 0, 0), digits=3),
    "fewer-rows-than-bins": dict(rows=7, shares=(0.5, 0.5, 0.3, 0.3), digits=2),
}


def number(value):
    return None if math.isnan(value) else float(value)


def write(name, content):
    path = OUT / f"{name}.json"
    path.write_text(json.dumps({"madeWith": f"scikit-learn {sklearn.__version__}", **content}) + "\n", encoding="utf-8")


def main():
    OUT.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(20)
    for name, case in CASES.items():
        gold, scores = sample(rng, **case)
        expected = {key: number(value) for key, value in figures_of(gold, scores, 0.5).items()}
        write(name, {"gold": gold.T.tolist(), "scores": scores.T.tolist(), "threshold": 0.5, "expected": expected})
    gold, scores = sample(rng, rows=200, shares=(0.3, 0.3, 0.3, 0.3), digits=2)
    weights = rng.poisson(1, 200)
    expected = {key: number(value) for key, value in rank_metrics(gold[:, 0], scores[:, 0], weights).items()}
    write("weighted-ranking", {"gold": gold[:, 0].tolist(), "scores": scores[:, 0].tolist(), "weights": weights.tolist(), "expected": expected})


if __name__ == "__main__":
    main()
