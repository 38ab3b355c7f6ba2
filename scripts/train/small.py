"""Makes an untrained small screener for finetune.py: few narrow layers, and the word embeddings of a trained screener,
reduced to the small width by their principal components, so that only the layers begin from nothing.
"""
import argparse
import pathlib
import shutil

import torch
from transformers import BertConfig, BertModel

from common import ATTENTION, Screener, seed_everything

HEAD_WIDTH = 32
SPREAD = 0.05  # standard deviation of the reduced embeddings, near that of the trained ones


def reduced(embeddings, width):
    """The rows' first `width` principal components, scaled to SPREAD."""
    centred = embeddings - embeddings.mean(0)
    _, _, directions = torch.linalg.svd(centred, full_matrices=False)
    small = centred @ directions[:width].T
    return small * (SPREAD / small.std())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--like", required=True, help="a trained screener with tokenizer.json")
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--layers", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    seed_everything(options.seed)
    large = Screener.load(options.like).encoder
    shape = {
        "hidden_size": options.width, "intermediate_size": 4 * options.width,
        "num_hidden_layers": options.layers, "num_attention_heads": options.width // HEAD_WIDTH,
    }
    encoder = BertModel(BertConfig(**(large.config.to_dict() | shape | ATTENTION)), add_pooling_layer=False)
    words = large.embeddings.word_embeddings.weight.detach().float().cpu()
    encoder.embeddings.word_embeddings.weight.data.copy_(reduced(words, options.width))
    Screener(encoder).save(options.out)
    shutil.copy(pathlib.Path(options.like, "tokenizer.json"), options.out)


if __name__ == "__main__":
    main()
