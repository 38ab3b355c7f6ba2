"""Labels Parquet into Parquet on a local cluster of two executors, one of which is lost on the way.

Run by run-test, which builds the program and sets COINSCREEN_MAIN.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from pyspark import TaskContext
from pyspark.sql import SparkSession
from pyspark.sql.types import ArrayType, LongType, StringType, StructField, StructType

HERE = Path(__file__).resolve().parent
COMMAND = ("node", os.environ["COINSCREEN_MAIN"], "label", "-", "--workers", "1", "--model", "none")
ROWS = 2000
PARTITIONS = 8
LOST_PARTITION = 5

SCHEMA = StructType(
    [
        StructField("id", LongType()),
        StructField("text", StringType()),
        StructField("user", StructType([StructField("name", StringType()), StructField("tags", ArrayType(StringType()))])),
    ]
)


def post(index: int) -> str | None:
    if index % 97 == 5:
        return None if index % 2 else ""
    return f"高价收U {index}，秒到账" if index % 3 == 0 else f'the weather of day {index}\nwas "fine"'


def losing_an_executor(marker: str):
    """Kills its executor once, at the first row of one of the partitions. A stage that is run again starts its attempts
    at 0 again, so the file `marker` remembers."""

    def pass_on(batches):
        for batch in batches:
            if TaskContext.get().partitionId() == LOST_PARTITION and first_time(marker):
                os.kill(executor_of(os.getpid()), signal.SIGKILL)
            yield batch

    return pass_on


def first_time(marker: str) -> bool:
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
        return True
    except FileExistsError:
        return False


def executor_of(pid: int) -> int:
    """The JVM above a Python worker."""
    while Path(f"/proc/{pid}/comm").read_text().strip() != "java":
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()[1])
    return pid


def expected(rows: list[dict]) -> dict[int, tuple]:
    lines = "".join(json.dumps({"text": row["text"]}) + "\n" for row in rows)
    done = subprocess.run(COMMAND, input=lines, capture_output=True, text=True)
    assert done.returncode == 3, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(rows)
    return {row["id"]: key_of(answer) for row, answer in zip(rows, answers)}


def key_of(answer: dict) -> tuple:
    if "error" in answer:
        return (None, None, answer["error"]["code"])
    return (answer["result"]["verdict"], answer["result"]["scores"]["trading_channel"], None)


def main() -> None:
    sys.path.insert(0, str(HERE))
    from coinscreen_spark import label

    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.submit.pyFiles", "")
        .config("spark.executorEnv.PYTHONPATH", str(HERE))
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    rows = [{"id": index, "text": post(index), "user": {"name": f"u{index}", "tags": ["a"]}} for index in range(ROWS)]
    with tempfile.TemporaryDirectory() as folder:
        posts = spark.createDataFrame(rows, SCHEMA).repartition(PARTITIONS, "id")
        posts.write.parquet(f"{folder}/posts")
        read = spark.read.parquet(f"{folder}/posts").repartition(PARTITIONS, "id")
        executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
        assert executors == 2, f"found {executors} executors, expected 2"
        risky = read.mapInPandas(losing_an_executor(f"{folder}/lost"), read.schema)
        label(risky, command=COMMAND).write.parquet(f"{folder}/labelled")

        labelled = spark.read.parquet(f"{folder}/labelled").collect()
        assert Path(f"{folder}/lost").exists(), "no executor was lost"
        assert len(labelled) == ROWS, f"found {len(labelled)} rows, expected {ROWS}"
        assert len({row["id"] for row in labelled}) == ROWS, "a row came twice"
        assert all(row["user"]["tags"] == ["a"] for row in labelled)
        found = {row["id"]: (row["verdict"], row["score_trading_channel"], row["refused"]) for row in labelled}
        assert found == expected(rows), "the answers differ from those of the command line"
    spark.stop()
    print(f"{ROWS} rows over 2 executors, one of them lost: none lost, none doubled, answers as on the command line")


if __name__ == "__main__":
    main()
