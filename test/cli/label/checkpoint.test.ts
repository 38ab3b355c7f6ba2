import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Classifier } from '../../../src/classifier.ts';
import { CoinscreenError } from '../../../src/errors.ts';
import { fakeResult } from '../../io/fake-result.ts';
import { fakeClassifier, run } from '../fake-io.ts';

const ROWS = 500;
const POSTS = Array.from({ length: ROWS }, (_, id) => `${JSON.stringify({ id, text: id % 50 ? `post ${id}` : '' })}\n`);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
  await writeFile(place('in.jsonl'), POSTS.join(''));
});
const place = (name: string) => join(folder, name);

const label = (classifier: Classifier, ...args: string[]) =>
  run(
    [
      'label',
      place('in.jsonl'),
      '-o',
      place('out.jsonl'),
      '--errors',
      place('errors.jsonl'),
      '--part-rows',
      '64',
      ...args,
    ],
    {
      classifier,
    },
  );

/** A classifier that is lost at the text `post N`. */
function lostAt(id: number): Classifier {
  return fakeClassifier({
    async classify(text) {
      if (text === `post ${id}`) throw new CoinscreenError('MODEL_INVALID', 'lost');
      return fakeResult(text);
    },
  });
}

const files = async () => (await readdir(folder)).sort();

test('a run that fails keeps its parts, says so, and is resumed to the same bytes', async () => {
  await label(fakeClassifier());
  const expected = [await readFile(place('out.jsonl'), 'utf8'), await readFile(place('errors.jsonl'), 'utf8')];

  const { code, stderr } = await label(lostAt(301));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Stopped; 256 rows are safe: the same command with --resume goes on from there\.\n/);
  expect(await files()).toEqual(
    [
      'errors.jsonl',
      'errors.jsonl.partial',
      'in.jsonl',
      'out.jsonl',
      'out.jsonl.checkpoint',
      'out.jsonl.partial',
    ].sort(),
  );
  const seen: string[] = [];
  const resumed = await label(
    fakeClassifier({
      async classify(text) {
        seen.push(text);
        return fakeResult(text);
      },
    }),
    '--resume',
    '--summary',
    place('summary.json'),
  );
  expect(resumed.code).toBe(3);
  expect(resumed.stderr).toMatch(/^500 rows, 256 of them before, in /);
  expect(seen[0]).toBe('post 256');
  expect([await readFile(place('out.jsonl'), 'utf8'), await readFile(place('errors.jsonl'), 'utf8')]).toEqual(expected);
  expect(await files()).toEqual(['errors.jsonl', 'in.jsonl', 'out.jsonl', 'summary.json']);
  expect(JSON.parse(await readFile(place('summary.json'), 'utf8'))).toMatchObject({
    rows: 500,
    labelled: 490,
    refused: 10,
    refusedByCode: { TEXT_EMPTY: 10 },
    resumedAfter: 256,
    languages: {
      en: { posts: 490, rates: { trading_channel: 0 } },
      zh: { posts: 0, rates: { trading_channel: null } },
    },
    readers: { model: { posts: 490, rate: 1 } },
    cache: { hits: 0, rate: 0 },
    stages: { readers: { model: { posts: 490 - 256 + 6 } } },
  });
});

test('a run that fails before its first part leaves nothing', async () => {
  expect((await label(lostAt(3))).code).toBe(1);
  expect(await files()).toEqual(['in.jsonl']);
});

test('--resume without a checkpoint begins at the start', async () => {
  expect((await label(fakeClassifier(), '--resume')).code).toBe(3);
  expect((await readFile(place('out.jsonl'), 'utf8')).split('\n')).toHaveLength(491);
});

describe('a checkpoint is refused', () => {
  beforeEach(async () => {
    await label(lostAt(301));
  });

  test('without --resume', async () => {
    const { code, stderr } = await label(fakeClassifier());
    expect(code).toBe(1);
    expect(stderr).toMatch(/CHECKPOINT_EXISTS: found .*, the checkpoint of a run that stopped after 256 rows/);
    expect((await label(fakeClassifier(), '--resume')).code).toBe(3);
  });

  test.each([
    ['another input', [], () => appendFile(place('in.jsonl'), '\n'), 'files.0.sha256'],
    ['another text field', ['--text-field', 'body'], null, 'textField'],
    ['another policy', ['--policy', 'other'], null, 'classifier.policy'],
    ['another part size', ['--part-rows', '65'], null, 'partRows'],
  ])('with %s', async (_, args, change, name) => {
    await change?.();
    const { code, stderr } = await label(fakeClassifier(), '--resume', ...args);
    expect(code).toBe(1);
    expect(stderr).toContain(
      `CHECKPOINT_MISMATCH: the checkpoint ${place('out.jsonl.checkpoint')} is of a run with other ${name};`,
    );
    expect(await files()).toContain('out.jsonl.partial');
  });

  test('with other versions', async () => {
    const versions = { ...fakeClassifier().versions, lexicon: 'newer' };
    const { stderr } = await label(fakeClassifier({ versions }), '--resume');
    expect(stderr).toContain('is of a run with other versions.lexicon;');
  });

  test('when the output is shorter than it says', async () => {
    await truncate(place('out.jsonl.partial'), 10);
    const { stderr } = await label(fakeClassifier(), '--resume');
    expect(stderr).toMatch(/CHECKPOINT_MISMATCH: found 10 bytes in .*, the checkpoint expects \d+ or more/);
  });

  test('when it is damaged', async () => {
    await writeFile(place('out.jsonl.checkpoint'), 'x\n');
    expect((await label(fakeClassifier(), '--resume')).stderr).toMatch(/CHECKPOINT_MISMATCH: found .* damaged/);
  });

  test('when it cannot be read, and nothing is written over', async () => {
    await rm(place('out.jsonl.checkpoint'));
    await mkdir(place('out.jsonl.checkpoint'));
    const { code, stderr } = await label(fakeClassifier(), '--resume');
    expect(code).toBe(1);
    expect(stderr).toMatch(/INPUT_UNREADABLE: cannot read .*checkpoint \(EISDIR\)/);
    expect(await files()).toContain('out.jsonl.partial');
  });

  test('but not for a last line that was cut short', async () => {
    await appendFile(place('out.jsonl.checkpoint'), '{"file":0,"rows":3');
    expect((await label(fakeClassifier(), '--resume')).code).toBe(3);
  });
});

test('a text on which a stage breaks costs itself alone, and is not quoted', async () => {
  const broken = fakeClassifier({
    async classify(text) {
      if (text === 'post 3') throw new TypeError(`cannot read ${text}`);
      return fakeResult(text);
    },
  });
  const { code } = await label(broken);
  expect(code).toBe(3);
  const [, second] = (await readFile(place('errors.jsonl'), 'utf8')).split('\n');
  expect(JSON.parse(second!)).toMatchObject({
    line: 4,
    code: 'CLASSIFIER_FAILED',
    message: expect.stringContaining('(TypeError)'),
  });
  expect(second).not.toContain('post 3');
});
