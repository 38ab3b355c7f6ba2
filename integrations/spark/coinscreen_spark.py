"""Labels a Spark DataFrame of posts: one coinscreen process a task, one line in and one line out for each row.

    from coinscreen_spark import label
    label(spark.read.parquet("posts"), text="body").write.parquet("labelled")
"""

import json
import subprocess
import threading
from typing import Iterator, Sequence

import pandas as pd
from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, BooleanType, DoubleType, StringType, StructField, StructType

LABELS = ("issuance", "trading_channel", "pricing_service", "nft_secondary_trading", "crypto_related")

RESULT_FIELDS = [
    StructField("verdict", StringType()),
    StructField("labels", ArrayType(StringType())),
    StructField("crypto_related", BooleanType()),
    *(StructField(f"score_{label}", DoubleType()) for label in LABELS),
    StructField("language", StringType()),
    StructField("evidence", ArrayType(StringType())),
    StructField("model_version", StringType()),
    StructField("lexicon_version", StringType()),
    StructField("policy_version", StringType()),
    StructField("refused", StringType()),
]


def label(
    posts: DataFrame,
    text: str = "text",
    command: Sequence[str] = ("coinscreen", "label", "-", "--workers", "1"),
) -> DataFrame:
    """Adds the result columns to `posts`; rows that cannot be labelled keep nulls and the code in `refused`.

    `command` is the filter that every task runs. A task takes one core: give the workers of coinscreen what
    `spark.task.cpus` gives a task.
    """
    added = [field.name for field in RESULT_FIELDS]
    kept = [field for field in posts.schema.fields if field.name == text or field.name not in added]
    schema = StructType([*kept, *RESULT_FIELDS])
    names = [field.name for field in kept]

    def label_partition(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            for batch in batches:
                results = pd.DataFrame(_answers(process, batch[text]), index=batch.index, columns=added)
                yield pd.concat([batch[names], results], axis=1)
            process.stdin.close()
            _check_end(process)
        finally:
            process.kill()
            process.wait()

    return posts.mapInPandas(label_partition, schema)


def _answers(process: subprocess.Popen, texts: pd.Series) -> list:
    """As many rows of values as there are texts, in their order."""
    # Written beside the reading: a full pipe in one direction would hold the other.
    writing = threading.Thread(target=_write, args=(process, texts))
    writing.start()
    answers = []
    for _ in range(len(texts)):
        line = process.stdout.readline()
        if not line:
            writing.join()
            raise RuntimeError(f"coinscreen ended with code {process.wait()} before it had answered; see the executor's stderr")
        answers.append(_values(json.loads(line)))
    writing.join()
    return answers


def _write(process: subprocess.Popen, texts: pd.Series) -> None:
    try:
        for text in texts:
            process.stdin.write(json.dumps({"text": text if isinstance(text, str) else None}).encode() + b"\n")
        process.stdin.flush()
    except BrokenPipeError:
        pass  # The reader finds that the process has ended, and says so.


def _values(answer: dict) -> list:
    error = answer.get("error")
    if error is not None:
        return [None] * (len(RESULT_FIELDS) - 1) + [error["code"]]
    result = answer["result"]
    terms = list(dict.fromkeys(item["term"] for item in result["evidence"]))
    versions = result["versions"]
    return [
        result["verdict"],
        result["labels"],
        result["cryptoRelated"],
        *(result["scores"][name] for name in LABELS),
        result["language"],
        terms,
        versions["model"],
        versions["lexicon"],
        versions["policy"],
        None,
    ]


def _check_end(process: subprocess.Popen) -> None:
    """0 is done, 3 is done with some rows refused."""
    code = process.wait()
    if code not in (0, 3):
        raise RuntimeError(f"coinscreen ended with code {code}; see the executor's stderr")
