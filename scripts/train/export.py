"""Exports a screener as a Hugging Face style folder: config.json, tokenizer files and onnx/model_quantized.onnx (int8)."""
import argparse
import json
import pathlib
import tempfile

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from common import LABELS, Encoder, Screener, macro_f1, targets
from splits import dev_rows

OPSET = 17


def to_onnx(model, path):
    """Float32 graph with dynamic batch and length; inputs as transformers.js and optimum name them."""
    ids = torch.tensor([[0, 10, 11, 12, 2], [0, 10, 2, 1, 1]])
    mask = (ids != 1).long()
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        model.eval(), (ids, mask), str(path), opset_version=OPSET, dynamo=False,
        input_names=["input_ids", "attention_mask"], output_names=["logits"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": {0: "batch"}},
    )


def quantize(source, goal):
    """Dynamic int8: weights per channel, embeddings too; activations are scaled while running."""
    with tempfile.TemporaryDirectory() as folder:
        clean = pathlib.Path(folder) / "clean.onnx"
        quant_pre_process(str(source), str(clean), skip_symbolic_shape=True)
        quantize_dynamic(
            str(clean), str(goal), weight_type=QuantType.QInt8, per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )


def logits_of(path, sequences):
    """One text a run, as the library runs it."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    run = lambda ids: session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
    return np.stack([run(np.array([sequence], np.int64)) for sequence in sequences])


def compare(name, exact_path, quantized_path, sequences, truth):
    """Prints what quantising costs."""
    exact, small = logits_of(exact_path, sequences), logits_of(quantized_path, sequences)
    print(name, "float32", macro_f1(exact, truth), "quantised", macro_f1(small, truth))
    print(name, "largest and mean logit difference", np.abs(exact - small).max(), np.abs(exact - small).mean())


def write_configs(model, source, out):
    config = model.encoder.config.to_dict()
    config.update(
        architectures=["BertForSequenceClassification"],
        problem_type="multi_label_classification",
        id2label={str(index): label for index, label in enumerate(LABELS)},
        label2id={label: index for index, label in enumerate(LABELS)},
    )
    (out / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")
    tokenizer = {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": config["max_position_embeddings"],
        "bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>",
        "pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>",
        "model_input_names": ["input_ids", "attention_mask"],
    }
    (out / "tokenizer_config.json").write_text(json.dumps(tokenizer, indent=2) + "\n")
    copied = json.loads((pathlib.Path(source) / "tokenizer.json").read_text(encoding="utf-8"))
    # Without white space it is half as long.
    (out / "tokenizer.json").write_text(json.dumps(copied, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--folded", required=True)
    parser.add_argument("--float-out", required=True, help="where the float32 graph goes, for the parity figures")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    model = Screener.load(options.model)
    model.encoder.config._attn_implementation = "eager"
    to_onnx(model, options.float_out)
    quantized = out / "onnx" / "model_quantized.onnx"
    quantize(options.float_out, quantized)
    write_configs(model, options.model, out)
    encode = Encoder(options.model, 192)
    for name, rows in dev_rows(options.folded).items():
        compare(name, options.float_out, quantized, encode(row["text"] for row in rows), targets(rows))
    print(f"{quantized}: {quantized.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
