import { describe, expect, test, vi } from 'vitest';
import { fakeResult } from '../io/fake-result.ts';
import { fakeClassifier, run } from './fake-io.ts';

const post = 'selling USDT, cheap';

describe('JSON', () => {
  test('is one result a line when standard output is no terminal', async () => {
    const { code, stdout, stderr } = await run(['classify', post, 'hello']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${JSON.stringify(fakeResult(post))}\n${JSON.stringify(fakeResult('hello'))}\n`);
  });

  test('can be had on a terminal', async () => {
    const { stdout } = await run(['classify', '--json', post], { terminal: true });
    expect(JSON.parse(stdout)).toEqual(fakeResult(post));
  });

  test('comes from the lines of standard input', async () => {
    const { code, stdout } = await run(['classify'], { stdin: `${post}\r\n\nhello` });
    expect(code).toBe(0);
    expect(stdout).toBe(`${JSON.stringify(fakeResult(post))}\n${JSON.stringify(fakeResult('hello'))}\n`);
  });
});

describe('on a terminal', () => {
  test('the evidence is marked in the text', async () => {
    const { stdout } = await run(['classify', post], { terminal: true, env: { NO_COLOR: '1' } });
    expect(stdout).toMatchInlineSnapshot(`
      "block  about crypto 0.950, en
        selling [USDT], cheap
        trading_channel 0.900 >= 0.600 by keyword+model, test/1, severity high
        evidence: usdt (anchor)

      "
    `);
  });

  test('colours are used', async () => {
    const { stdout } = await run(['classify', post], { terminal: true });
    expect(stdout).toContain('\u001B[1m\u001B[4mUSDT');
  });

  test.each([[{ NO_COLOR: '1' }], [{ TERM: 'dumb' }]])('no colours with %j', async (env) => {
    expect((await run(['classify', post], { terminal: true, env })).stdout).not.toContain('\u001B');
  });

  test('a text cannot steer the terminal', async () => {
    const { stdout } = await run(['classify', 'a\u001B[2Jb\u009Bc\nd\u202Ee'], {
      terminal: true,
      env: { NO_COLOR: '1' },
    });
    expect(stdout).toContain('  a␛[2Jb\uFFFDc d\uFFFDe\n');
  });
});

test('refused posts are named by number on standard error, the others classified', async () => {
  const { code, stdout, stderr } = await run(['classify', ' ', post, 'cut \uD83D']);
  expect(code).toBe(3);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toMatch(/^coinscreen: TEXT_EMPTY: post 1: .+\ncoinscreen: TEXT_UNPAIRED_SURROGATE: post 3: .+\n$/);
});

test('the classifier is closed, also after a failure', async () => {
  const close = vi.fn(async () => {});
  await run(['classify', post], { classifier: fakeClassifier({ close }) });
  await run(['classify', post], { classifier: fakeClassifier({ close, classify: () => Promise.reject(new Error()) }) });
  expect(close).toHaveBeenCalledTimes(2);
});
