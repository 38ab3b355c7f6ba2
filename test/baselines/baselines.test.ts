import { describe, expect, test } from 'vitest';
import { TRAINED_SYSTEMS, type TrainingText, trainSystem } from '../../src/baselines/index.ts';
import { checkText } from '../../src/text.ts';

/** Eight offers and eight posts about dinner, in both languages. */
const TEXTS: TrainingText[] = [
  '出售USDT，秒到账',
  '高价回收USDT',
  'selling usdt today',
  'usdt for cash, no limits',
].flatMap((offer, index): TrainingText[] => [
  { text: offer, gold: { labels: ['trading_channel'], cryptoRelated: true } },
  { text: `${offer} ${index}号`, gold: { labels: ['trading_channel'], cryptoRelated: true } },
  { text: `晚饭吃面条${index}`, gold: { labels: [], cryptoRelated: false } },
  { text: `noodles for dinner ${index}`, gold: { labels: [], cryptoRelated: false } },
]);

describe.each(TRAINED_SYSTEMS)('%s', (name) => {
  test('gives every label a probability, the same each time it is trained', async () => {
    const [one, other] = [await trainSystem(name, TEXTS), await trainSystem(name, TEXTS)];
    for (const { text } of TEXTS) {
      const scores = await one.scores(text);
      expect(Object.keys(scores)).toHaveLength(5);
      for (const score of Object.values(scores)) expect(score >= 0 && score <= 1).toBe(true);
      expect(await other.scores(text)).toEqual(scores);
    }
  });

  test('a label that no text has is impossible', async () => {
    const baseline = await trainSystem(name, TEXTS);
    expect((await baseline.scores('USDT')).issuance).toBe(0);
  });

  test('stays silent about the topic when the training texts are', async () => {
    const texts = TEXTS.map(({ text, gold }) => ({ text, gold: { ...gold, cryptoRelated: null } }));
    const scores = await (await trainSystem(name, texts)).scores('USDT');
    expect(Object.keys(scores)).not.toContain('crypto_related');
  });

  test('reads a text of unknown words, and a very long one', async () => {
    const baseline = await trainSystem(name, TEXTS);
    for (const text of ['🙂', '出售 usdt noodles '.repeat(2000)]) {
      checkText(text);
      const { trading_channel: score } = await baseline.scores(text);
      expect(score! >= 0 && score! <= 1).toBe(true);
    }
  });
});

describe.each(TRAINED_SYSTEMS.filter((name) => name !== 'majority'))('%s', (name) => {
  test('learns what sets its texts apart', async () => {
    const baseline = await trainSystem(name, TEXTS);
    for (const { text, gold } of TEXTS) {
      const { trading_channel: score } = await baseline.scores(text);
      expect({ text, given: score! >= 0.5 }).toEqual({ text, given: gold.labels.length > 0 });
    }
  });
});

test('majority gives each label its share', async () => {
  const baseline = await trainSystem('majority', [
    ...TEXTS.slice(0, 2),
    ...TEXTS.slice(2, 4),
    { text: 'lunch', gold: { labels: [], cryptoRelated: false } },
  ]);
  expect(await baseline.scores('anything')).toMatchObject({ trading_channel: 0.4, crypto_related: 0.4, issuance: 0 });
});
