"""Exports the skimmer beside an exported model, as onnx/skimmer_quantized.onnx: int8, word embeddings in 4 bits.

Its vocabulary is the model's, so that a text is tokenized once; but pieces that the training texts hardly hold share the
embedding of the hidden token, which it has learnt to read around (see `blank_tokens` in finetune.py).
"""
import argparse
import collections
import pathlib

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

from common import Encoder, Screener, read_rows, targets
from export import compare, to_onnx
from splits import dev_rows

SPECIALS = 4
BLOCK = 64  # weights that share a scale


class FewEmbeddings(torch.nn.Module):
    """The rows of `kept` pieces; all others read the last row of the full table, the hidden token's."""

    def __init__(self, full, kept):
        super().__init__()
        place = torch.full((full.num_embeddings,), len(kept), dtype=torch.int32)
        place[torch.tensor(kept)] = torch.arange(len(kept), dtype=torch.int32)
        self.register_buffer("place", place)
        self.table = torch.nn.Embedding.from_pretrained(torch.cat([full.weight.data[kept], full.weight.data[-1:]]))

    def forward(self, ids):
        return self.table(self.place[ids])


def frequent_pieces(encode, folded, minimum):
    """Ids of the special pieces and of those seen `minimum` times or more in texts of no dev or test split."""
    counts = collections.Counter()
    for path in sorted(pathlib.Path(folded).glob("*.jsonl")):
        texts = [row["text"] for row in read_rows(path) if row.get("split", "train") == "train"]
        for sequence in encode(texts):
            counts.update(sequence)
    return [piece for piece in range(max(counts) + 1) if piece < SPECIALS or counts[piece] >= minimum]


def quantize_embeddings(source, goal):
    """Word embeddings to 4 bits with a scale for each BLOCK weights; everything else stays float32."""
    model = onnx.load(str(source))
    tables = {tensor.name for tensor in model.graph.initializer if len(tensor.dims) == 2 and tensor.dims[0] > 1000}
    others = [node.name for node in model.graph.node if node.op_type == "Gather" and node.input[0] not in tables]
    config = DefaultWeightOnlyQuantConfig(
        block_size=BLOCK, is_symmetric=True, op_types_to_quantize=("Gather",), quant_axes=(("Gather", 1),),
    )
    quantizer = MatMulNBitsQuantizer(model, nodes_to_exclude=others, algo_config=config)
    quantizer.process()
    quantizer.model.save_model_to_file(str(goal))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--folded", required=True)
    parser.add_argument("--minimum", type=int, default=17, help="keep pieces seen this often in the training texts")
    parser.add_argument("--float-out", required=True, help="where the float32 graph goes, for the parity figures")
    parser.add_argument("--out", required=True, help="folder of the exported model")
    options = parser.parse_args()
    model, encode = Screener.load(options.model), Encoder(options.model, 192)
    model.encoder.config._attn_implementation = "eager"
    to_onnx(model, options.float_out)
    embeddings = model.encoder.embeddings
    kept = frequent_pieces(encode, options.folded, options.minimum)
    embeddings.word_embeddings = FewEmbeddings(embeddings.word_embeddings, kept)
    narrow = pathlib.Path(options.float_out).with_suffix(".narrow.onnx")
    to_onnx(model, narrow)
    quantize_embeddings(narrow, narrow)
    quantized = pathlib.Path(options.out) / "onnx" / "skimmer_quantized.onnx"
    quantize_dynamic(
        str(narrow), str(quantized), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"],
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    for name, rows in dev_rows(options.folded).items():
        compare(name, options.float_out, quantized, encode(row["text"] for row in rows), targets(rows))
    print(f"{quantized}: {quantized.stat().st_size / 1e6:.1f} MB, {len(kept)} pieces of their own")


if __name__ == "__main__":
    main()
