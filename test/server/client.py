"""Calls the moderation endpoint with OpenAI's client and prints what it read: client.py BASE_URL KEY TEXT."""

import json
import sys

import openai

base_url, key, text = sys.argv[1:]
client = openai.OpenAI(base_url=base_url, api_key=key, max_retries=0)
answer = client.moderations.create(input=[text, "what a fine day"], model="omni-moderation-latest")
first = answer.results[0]


def error_of(call):
    try:
        call()
    except openai.APIStatusError as error:
        return error
    raise AssertionError("no error")


empty = error_of(lambda: client.moderations.create(input=""))
stranger = openai.OpenAI(base_url=base_url, api_key="a-wrong-key-of-16-characters", max_retries=0)
wrong_key = error_of(lambda: stranger.moderations.create(input=text))
print(
    json.dumps(
        {
            "model": answer.model,
            "flagged": [result.flagged for result in answer.results],
            "trading_channel": first.categories.trading_channel,
            "score_above_half": first.category_scores.trading_channel > 0.5,
            "empty": [type(empty).__name__, empty.code, empty.param],
            "wrong_key": type(wrong_key).__name__,
        }
    )
)
