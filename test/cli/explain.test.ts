import { expect, test } from 'vitest';
import { fakeClassifier, run } from './fake-io.ts';

const post = 'Selling USDT';
const classifier = fakeClassifier({
  explain: async (text) => ({
    ...(await fakeClassifier().explain(text)),
    folds: [
      { kind: 'zero_width', start: 1, end: 2 },
      { kind: 'zero_width', start: 3, end: 4 },
    ],
    hits: [
      {
        term: 'sell usdt',
        label: 'trading_channel',
        strength: 'anchor',
        subAct: 'otc',
        start: 0,
        end: 12,
        variant: 'selling usdt',
      },
    ],
    hidden: [{ term: 'sell', label: 'trading_channel', why: 'inside a longer word', start: 0, end: 4 }],
  }),
});

test('shows every stage', async () => {
  const { code, stdout, stderr } = await run(['explain', post], { classifier });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "Folded text
      selling usdt
      folds: zero_width x2

    Tokens
      selling (sell)

    Terms that count
      0-12 "Selling USDT": sell usdt, trading_channel, otc, anchor, spelled selling usdt

    Terms that do not count
      0-4 "Sell": sell, trading_channel: inside a longer word

    Scores (windows read by the model: 1)
                             keyword   gate   skim  model  fused  threshold
      trading_channel          0.500      -      -      -  0.900      0.600

    Result
    block  about crypto 0.950, en
      Selling [USDT]
      trading_channel 0.900 >= 0.600 by keyword+model, test/1, severity high
      evidence: usdt (anchor)

    "
  `);
});

test('says where a stage found nothing', async () => {
  const { stdout } = await run(['explain', post]);
  expect(stdout).toContain('folds: none\n');
  expect(stdout).toContain('Terms that count\n  none\n');
});

test('gives the same as JSON', async () => {
  const { stdout } = await run(['explain', '--json', post], { classifier });
  expect(JSON.parse(stdout)).toEqual(await classifier.explain(post));
});
