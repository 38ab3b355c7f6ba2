import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../src/files.ts';
import { type Classification, type Classifier, createClassifier, LABELS, loadPolicy } from '../src/index.ts';
import { policyPath } from '../src/policy/index.ts';
import { KEYWORD_MODEL } from '../src/resources.ts';

interface Written {
  text: string;
  split: string;
}

const readRows = <Row>(path: string): Row[] =>
  readFileSync(join(PACKAGE_ROOT, path), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);

const posts = readRows<Written>('data/corpus/borders-and-acts.jsonl').filter(({ split }) => split !== 'train');
const KEYS = [
  'labels',
  'cryptoRelated',
  'scores',
  'verdict',
  'decisions',
  'evidence',
  'contacts',
  'evasion',
  'language',
  'readBy',
  'truncated',
  'versions',
];

let classifier: Classifier;
beforeAll(async () => {
  classifier = await createClassifier();
}, 30_000);
afterAll(() => classifier.close());

describe('a result', () => {
  test('has all keys, in order, and probabilities for all labels', async () => {
    const result = await classifier.classify('高价收U，秒到账，电报 @example_desk');
    expect(Object.keys(result)).toEqual(KEYS);
    expect(Object.keys(result.scores)).toEqual([...LABELS]);
    for (const score of Object.values(result.scores)) expect(score >= 0 && score <= 1).toBe(true);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test('cites the clause and shows what decided', async () => {
    const post = '长期高价收U，秒到账不冻卡，电报 @example_desk';
    const { decisions, evidence, contacts, verdict } = await classifier.classify(post);
    expect(verdict).toBe('block');
    expect(decisions).toMatchObject([
      { label: 'trading_channel', clause: 'wechat-3.24/W1', decidedBy: 'keyword+model' },
    ]);
    expect(evidence).toMatchObject([
      { term: '高价收u', start: 2, end: 6, strength: 'anchor' },
      { term: '秒到账', start: 7, end: 10, strength: 'supporting' },
      { term: '不冻卡', start: 10, end: 13, strength: 'supporting' },
    ]);
    expect(contacts).toMatchObject([{ kind: 'telegram' }]);
  });

  test('cuts the hidden letters out of the original', async () => {
    const text = '👋高价收\u200bＵ，專業承兌';
    const { evidence, evasion } = await classifier.classify(text);
    expect(evidence.map(({ start, end }) => text.slice(start, end))).toContain('高价收\u200bＵ');
    const folds = evasion.map(({ kind, start, end }) => [kind, text.slice(start, end)]);
    expect(folds).toEqual([
      ['zero_width', '\u200b'],
      ['fullwidth', 'Ｕ'],
      ['traditional', '專業'],
      ['traditional', '兌'],
    ]);
  });
});

describe('batches', () => {
  test('every post gets the same answer alone, in a batch, and in another order', { timeout: 120_000 }, async () => {
    const texts = posts.slice(0, 500).map(({ text }) => text);
    const alone: Classification[] = [];
    for (const text of texts) alone.push(await classifier.classify(text));
    expect(await classifier.classifyBatch(texts)).toEqual(alone);
    expect(await classifier.classifyBatch([...texts].reverse())).toEqual([...alone].reverse());
  });

  test('another classifier with two threads gives the same answers', { timeout: 60_000 }, async () => {
    const texts = posts.slice(0, 60).map(({ text }) => text);
    const other = await createClassifier({ threads: 2 });
    expect(await other.classifyBatch(texts)).toEqual(await classifier.classifyBatch(texts));
    await other.close();
  });
});

describe('long texts', () => {
  // As long as a real advert: a window's score is a mean over its tokens, so a lone phrase in an essay is diluted.
  const offer =
    '诚收USDT，当面现金交易，量大价优，联系电报详谈。长期承兑，秒到账，不冻卡，可上门，高价回收U，老客户返点，欢迎同行合作，价格随行就市，出U收U都可以。';
  const filler = '今天天气很好，我们一家人去公园散步，孩子们玩得很开心，晚上回家做了一桌菜。';

  test.each([
    ['at the start', offer + filler.repeat(60)],
    ['in the middle', filler.repeat(15) + offer + filler.repeat(15)],
    ['at the end of more than the model reads', filler.repeat(400) + offer],
  ])('an offer %s is found', async (_, text) => {
    expect((await classifier.classify(text)).labels).toEqual(['trading_channel']);
  });

  test('says when it did not read everything', async () => {
    expect((await classifier.classify(filler.repeat(20) + offer)).truncated).toBe(false);
    expect((await classifier.classify(filler.repeat(400) + offer)).truncated).toBe(true);
  });

  test('one window of them goes to the model', async () => {
    const { windows } = await classifier.explain(offer + filler.repeat(2000));
    expect(windows).toBe(1);
  });
});

describe('the skimmer', () => {
  const news = '央行表示将继续打击虚拟货币交易炒作，比特币价格周三下跌百分之五，业内人士提醒投资者注意风险';

  test('ends talk about crypto before the model, with scores of its own', async () => {
    const result = await classifier.classify(news);
    expect(result).toMatchObject({ readBy: 'skimmer', labels: [], cryptoRelated: true, verdict: 'pass' });
    const { windows, stages } = await classifier.explain(news);
    expect(windows).toBe(0);
    for (const { skimmer, model } of stages) {
      expect(skimmer).toEqual(expect.any(Number));
      expect(model).toBeNull();
    }
  });

  test('leaves a text with an anchor to the model, whatever it thinks', async () => {
    expect((await classifier.classify(`${news}。有人发帖高价收U。`)).readBy).toBe('model');
  });
});

describe('the gate', () => {
  test('ends everyday posts before the model, and never one with a term', async () => {
    const everyday = await classifier.classify('今天和孩子去公园放风筝，风有点大。');
    expect(everyday).toMatchObject({ readBy: 'gate', labels: [], cryptoRelated: false, verdict: 'pass' });
    for (const score of Object.values(everyday.scores)) expect(score).toBeLessThan(0.05);
    expect(await classifier.classify('高价收U，秒到账')).toMatchObject({ readBy: 'model' });
  });
});

describe('refusals', () => {
  test.each([
    ['TEXT_EMPTY', ''],
    ['TEXT_EMPTY', ' \n\t'],
    ['TEXT_UNPAIRED_SURROGATE', 'cut \ud83d'],
    ['TEXT_TOO_LONG', 'a'.repeat(5_000_000)],
    ['TEXT_NOT_STRING', 7 as unknown as string],
  ])('%s', async (code, text) => {
    await expect(classifier.classify(text)).rejects.toMatchObject({ name: 'CoinscreenError', code });
  });

  test('a text of invisible letters alone is read, and carries nothing', async () => {
    expect((await classifier.classify('\u200b\u200b\u2060')).labels).toEqual([]);
  });

  test('a model folder with a changed file, and a closed classifier', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'coinscreen-')), 'keyword');
    cpSync(KEYWORD_MODEL, folder, { recursive: true });
    writeFileSync(join(folder, 'fusion.json'), '{}');
    await expect(createClassifier({ model: folder })).rejects.toMatchObject({ code: 'MODEL_HASH_MISMATCH' });
    await expect(createClassifier({ model: tmpdir() })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    await expect(createClassifier({ threads: 0 })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    const closed = await createClassifier({ model: false });
    const begun = closed.classify('begun before the end');
    await closed.close();
    expect(await begun).toMatchObject({ readBy: 'keyword' });
    await expect(closed.classify('text')).rejects.toMatchObject({ code: 'CLASSIFIER_CLOSED' });
  });
});

test('a call may name another policy, which judges the same scores', async () => {
  const text = '高价收U，秒到账';
  const policy = { ...loadPolicy(policyPath()), name: 'lenient', keywordAlone: 'review' as const };
  policy.labels = { ...policy.labels, trading_channel: { ...policy.labels.trading_channel, block: null } };
  const [own, other] = [await classifier.classify(text), await classifier.classify(text, { policy })];
  expect([own.verdict, other.verdict]).toEqual(['block', 'review']);
  expect(other.versions.policy).toBe(`lenient@${policy.version}`);
  expect(other.scores).toEqual(own.scores);
  expect(await classifier.classify(text)).toEqual(own);
});

describe('keyword-only mode and lexicon reload', () => {
  test('the keyword layer alone never blocks', async () => {
    const keyword = await createClassifier({ model: false });
    const result = await keyword.classify('高价收U，秒到账');
    expect(result.decisions).toMatchObject([{ label: 'trading_channel', decidedBy: 'keyword' }]);
    expect(result.verdict).toBe('review');
    await keyword.close();
  });

  test('a term added to a running classifier is found; a mistake leaves the old lexicon', async () => {
    const running = await createClassifier({ model: false });
    const folder = join(mkdtempSync(join(tmpdir(), 'coinscreen-')), 'trading_channel.tsv');
    const header = 'term\tstrength\tsub_act\tneeds\tnot_near\tsince\tnote\n';
    const before = running.versions.lexicon;
    writeFileSync(folder, `${header}换豆豆币\tanchor\tchannel.fiat_otc\t\t\t2026\ttest\n`);
    running.reloadLexicon([folder]);
    expect((await running.classify('长期换豆豆币')).evidence).toMatchObject([{ term: '换豆豆币', start: 2, end: 6 }]);
    expect(running.versions.lexicon).not.toBe(before);
    writeFileSync(folder, `${header}换豆豆币\tvery strong\tchannel.fiat_otc\t\t\t2026\ttest\n`);
    expect(() => running.reloadLexicon()).toThrow(/trading_channel\.tsv:2/);
    expect((await running.classify('长期换豆豆币')).evidence).toHaveLength(1);
    await running.close();
  });
});

describe('golden scores', () => {
  const golden = readRows<{ text: string; scores: Record<string, number> }>('models/coinscreen-0.3.0/golden.jsonl');

  test('the shipped model gives the scores that it was packaged with', async () => {
    expect(golden.length).toBeGreaterThan(30);
    for (const { text, scores } of golden) {
      const found = (await classifier.classify(text)).scores;
      // int8 kernels differ a little between processors; a wrong model differs by far more.
      for (const label of LABELS) expect(Math.abs(found[label] - (scores[label] as number))).toBeLessThan(0.05);
    }
  });
});
