import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CoinscreenError } from '../../src/errors.ts';
import { createSegmenter, type Segmenter, type SegmenterName } from '../../src/segment/index.ts';
import { readWords, WORDS_FILE } from '../../src/segment/words.ts';

/** Opens a segmenter; one whose package is not installed is passed over, and that is said. */
async function open(name: SegmenterName): Promise<Segmenter | null> {
  try {
    return await createSegmenter(name);
  } catch (error) {
    if (!(error instanceof CoinscreenError) || error.code !== 'SEGMENTER_UNAVAILABLE') throw error;
    console.warn(`skipped: ${error.message}`);
    return null;
  }
}

const jieba = await open('jieba');
const nodejieba = await open('nodejieba');

test('the default segmenter is always there', () => {
  expect(jieba).not.toBeNull();
});

describe.each([
  ['jieba', jieba],
  ['nodejieba', nodejieba],
] as const)('%s', (name, segmenter) => {
  const contract = test.skipIf(segmenter === null);

  contract('knows its name', () => {
    expect(segmenter!.name).toBe(name);
  });

  contract.each([
    ['nothing', ''],
    ['white space', ' \t\r\n\u3000\u00a0 '],
    ['emoji', '🚀👨‍👩‍👧❤️🇨🇳'],
    ['rare Han characters', '𠮷野家𪚥'],
    ['invisible characters', '\u200b零\u200d宽\ufeff'],
    ['mixed scripts', 'Привет, 世界! ça 1.5u/usdt-trc20 #nft @名'],
    ['a control character', 'a\u0000b'],
  ])('its pieces make up the text: %s', (_name, text) => {
    expect(segmenter!.cut(text).join('')).toBe(text);
  });

  contract('its pieces make up any text, and none is empty', () => {
    const character = fc.integer({ min: 0, max: 0x10ffff }).filter((point) => point < 0xd800 || point > 0xdfff);
    const unit = fc.oneof(
      fc.constantFrom('币', '圈', '的', 'u', '5', ' ', '。'),
      character.map((point) => String.fromCodePoint(point)),
    );
    const texts = fc.array(unit, { maxLength: 40 }).map((units) => units.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        const pieces = segmenter!.cut(text);
        expect(pieces.join('')).toBe(text);
        expect(pieces).not.toContain('');
      }),
    );
  });

  contract('knows the words of the project', () => {
    for (const word of readWords(WORDS_FILE)) expect(segmenter!.cut(word)).toEqual([word]);
  });

  contract('keeps Latin words whole', () => {
    expect(segmenter!.cut('出usdt收btc')).toEqual(['出', 'usdt', '收', 'btc']);
  });
});

test('refuses a name that it does not know', async () => {
  await expect(createSegmenter('other' as SegmenterName)).rejects.toMatchObject({ code: 'OPTION_INVALID' });
});
