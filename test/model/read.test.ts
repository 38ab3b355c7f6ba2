import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Manifest, type Model, openModel, readManifest, withoutSkimmer } from '../../src/model/index.ts';
import { NORMALIZER_VERSION } from '../../src/normalize/index.ts';
import { DEFAULT_MODEL } from '../../src/resources.ts';

const manifest = readManifest(DEFAULT_MODEL, NORMALIZER_VERSION);
const bare = withoutSkimmer(manifest);
const NEWS = '央行表示将继续打击虚拟货币交易炒作，比特币价格周三下跌百分之五，业内人士提醒投资者注意风险';
const OFFER = '长期高价收u，秒到账，量大从优，需要的私聊微信';
const FILLER = '今天和家人去公园散步，天气很好，孩子们在草地上放风筝，中午吃了一碗牛肉面。';

async function withModel<Value>(description: Manifest, use: (model: Model) => Promise<Value>) {
  const model = await openModel(DEFAULT_MODEL, description, 1, 8);
  try {
    return await use(model);
  } finally {
    await model.close();
  }
}

describe('read', () => {
  test('the skimmer rules out talk, unless the model must read it, and leaves an offer to the model', async () => {
    await withModel(manifest, async (model) => {
      expect(await model.read(NEWS, false)).toMatchObject({ logits: null, windows: 0, truncated: false });
      expect(await model.read(NEWS, true)).toMatchObject({ logits: expect.any(Float32Array), windows: 1 });
      expect(await model.read(OFFER, false)).toMatchObject({ logits: expect.any(Float32Array), windows: 1 });
    });
  });

  test('of a long text that it must read the model gets the window that holds the offer, wherever it stands', async () => {
    const places = [0, 6, 12].map((at) => FILLER.repeat(at) + OFFER + FILLER.repeat(12 - at));
    const [without, ...logits] = await withModel(manifest, async (model) => {
      const readings = await Promise.all([FILLER.repeat(13), ...places].map((text) => model.read(text, true)));
      return readings.map((reading) => reading.logits![1]!);
    });
    for (const tradingChannel of logits) expect(tradingChannel).toBeGreaterThan(without! + 2);
  });

  test('a folder without skimmer has the model read every window', async () => {
    await withModel(bare, async (model) => {
      const whole = await model.read(FILLER.repeat(20), false);
      expect(whole).toMatchObject({ skimmed: null, logits: expect.any(Float32Array), truncated: false });
      expect(whole.windows).toBeGreaterThan(1);
      expect(await model.read(FILLER.repeat(2000), false)).toMatchObject({ windows: 8, truncated: true });
    });
  });

  test('a remembered reading is the same, and kept apart from that of the text that the model had to read', async () => {
    await withModel(manifest, async (model) => {
      const first = await model.read(NEWS, false);
      expect(await model.read(NEWS, false)).toEqual(first);
      expect(model.cacheHits()).toBe(1);
      expect((await model.read(NEWS, true)).logits).not.toBeNull();
      expect(model.cacheHits()).toBe(1);
    });
  });

  test('no more readings are remembered than asked for', async () => {
    await withModel(manifest, async (model) => {
      for (const text of ['one', ...Array.from({ length: 8 }, (_, index) => `post ${index}`), 'one']) {
        await model.read(text, false);
      }
      expect(model.cacheHits()).toBe(0);
    });
  });

  test('a skimmer that is no graph is refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'model-'));
    cpSync(DEFAULT_MODEL, folder, { recursive: true });
    writeFileSync(join(folder, 'onnx', 'skimmer_quantized.onnx'), 'no graph');
    await expect(openModel(folder, manifest, 1)).rejects.toThrow(/skimmer_quantized.onnx: the runtime cannot load it/);
    rmSync(folder, { recursive: true });
  });
});
