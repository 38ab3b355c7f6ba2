"""Which row belongs to which split. Every labelled row carries its split."""
import hashlib
import pathlib

from common import read_rows

REAL = ("real-labelled", "real-labelled-2", "real-read")
WRITTEN, BENIGN = "written", "benign"
DISGUISED, DISGUISED_BENIGN = "disguised", "disguised-benign"


def labelled_rows(folder, names, split):
    return [row for name in names for row in read_rows(pathlib.Path(folder) / f"{name}.jsonl") if row["split"] == split]


def training_rows(folder, benign, unlabelled, labelled="all"):
    """Every labelled training row, plain and disguised, then the first `benign` everyday and `unlabelled` unlabelled posts.

    "First" is by hash order; the disguised copies of the chosen unlabelled posts come with them.
    """
    written = lambda row: row["source"].startswith(WRITTEN)
    wanted = {"all": lambda row: True, WRITTEN: written, "real": lambda row: not written(row)}[labelled]
    by_hash = lambda rows, count: sorted(rows, key=lambda row: hashlib.sha256(row["id"].encode()).digest())[:count]
    rows = [row for row in labelled_rows(folder, (*REAL, WRITTEN, DISGUISED), "train") if wanted(row)]
    rows += labelled_rows(folder, (DISGUISED_BENIGN,), "train") + by_hash(labelled_rows(folder, (BENIGN,), "train"), benign)
    known = {row["id"] for row in rows}  # some unlabelled posts were labelled later, under the same id
    rest = [row for row in read_rows(pathlib.Path(folder) / "unlabelled.jsonl") if row["id"] not in known]
    chosen = by_hash(rest, unlabelled)
    ids = {row["id"] for row in chosen}
    copies = read_rows(pathlib.Path(folder) / "disguised-unlabelled.jsonl")
    return rows + chosen + [row for row in copies if row["plain"] in ids]


def fold_of(row, folds):
    """The fold of a labelled row. Pairs, groups (channels, authors) and the disguised copies of a post share one."""
    key = row.get("pair") or row.get("group") or row.get("plain") or row["id"]
    return int(hashlib.sha256(str(key).encode()).hexdigest()[:8], 16) % folds


def dev_rows(folder):
    """The two dev splits apart, without the rows that two careful readers could differ on."""
    certain = lambda rows: [row for row in rows if not row["uncertain"]]
    return {"real": certain(labelled_rows(folder, REAL, "dev")), "written": certain(labelled_rows(folder, (WRITTEN,), "dev"))}
