import { describe, expect, test } from 'vitest';
import { packageVersion } from '../../src/files.ts';
import { fakeClassifier, run } from './fake-io.ts';

describe('help', () => {
  test('of the program', async () => {
    const { code, stdout, stderr } = await run(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "Usage: coinscreen COMMAND [OPTIONS]

      Says whether posts in Chinese or English promote banned coin business. Works offline.

      Commands:
        classify [TEXT...]     classify posts from the command line or standard input
        label INPUT -o OUTPUT  label files of posts (JSONL, CSV, TSV, Parquet), of any size
        explain TEXT           show how every stage reads one post
        serve                  answer over HTTP, with a page to try posts
        evaluate GOLD          measure coinscreen, or another system, on a labelled file
        tune GOLD -o POLICY    find the thresholds that reach a target
        lint-data GOLD [OTHER] find duplicates, leaks and likely label errors in a labelled file

      Options:
        -h, --help             show this help, or that of a command: coinscreen COMMAND --help
        --version              show the version

      Results go to standard output, everything for people to standard error.
      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some posts were refused.
      "
    `);
  });

  test('of classify', async () => {
    expect((await run(['classify', '--help'])).stdout).toMatchInlineSnapshot(`
      "Usage: coinscreen classify [OPTIONS] [TEXT...]

      Classifies each TEXT, or without one every line of standard input. On a terminal the result is
      readable, with the evidence marked in the text; anywhere else it is one JSON object a line.
      Put -- before a TEXT that begins with a dash.

      Options:
        --json                 JSON on a terminal too
        --model DIR|none       model folder, or none for keywords alone (default: the one in the package)
        --lexicon PATH         lexicon file or folder to add to the one in the package; may be repeated
        --policy FILE          policy file, or the name of one in the package (default: wechat-3.24)
        --segmenter NAME       jieba (default) or nodejieba
        --threads N            threads of the model (default: 1)
        -h, --help             show this help

      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some posts were refused.
      "
    `);
  });

  test('of label', async () => {
    expect((await run(['label', '-h'])).stdout).toMatchInlineSnapshot(`
      "Usage: coinscreen label [OPTIONS] INPUT... -o OUTPUT

      Labels every row of every INPUT, in order, in bounded memory. JSONL rows keep their fields and gain
      "result"; CSV, TSV and Parquet rows keep their columns and gain verdict, labels, scores, evidence
      and versions. Refused rows are left out, but in Parquet they stay, with the code in the column
      "refused". JSONL, CSV and TSV may be packed as .gz or .zst. An INPUT may be a pattern such as
      'posts/*.parquet'; several go into a folder, under their own names. Files appear when complete.

      "label -" reads JSONL from standard input and writes one line for every line that is not blank, in
      order; a refused one becomes {"error": {"line", "code", "message"}}.

      The output grows as OUTPUT.partial beside OUTPUT.checkpoint. After a crash the same command with
      --resume goes on there; the result has the same bytes as that of a run that was never stopped.

      Options:
        -o, --output OUTPUT    a file, - for a stream, or a folder (end its name with /)
        --text-field NAME      field or column of the text (default: text)
        --format FORMAT        jsonl, csv, tsv or parquet (default: by file ending; jsonl for streams)
        --errors FILE          write refused rows to FILE, one {"line", "code", "message"} a line
        --summary FILE         write what was done to FILE, as JSON
        --resume               go on where a run stopped; refused if files, options or versions differ
        --part-rows N          rows between two places to resume from (default: 2000; Parquet: its row
                               groups)
        --workers auto|N       threads, each with its own model (default: auto, which measures what pays)
        --model DIR|none       model folder, or none for keywords alone (default: the one in the package)
        --lexicon PATH         lexicon file or folder to add to the one in the package; may be repeated
        --policy FILE          policy file, or the name of one in the package (default: wechat-3.24)
        --segmenter NAME       jieba (default) or nodejieba
        --threads N            threads of the model (default: 1)
        -h, --help             show this help

      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some posts were refused.
      "
    `);
  });

  test('of explain', async () => {
    expect((await run(['explain', '--help'])).stdout).toMatchInlineSnapshot(`
      "Usage: coinscreen explain [OPTIONS] TEXT

      Shows how every stage reads TEXT: folds, tokens, lexicon terms that count or not and why, scores
      before and after fusion, thresholds, verdict.
      Put -- before a TEXT that begins with a dash.

      Options:
        --json                 the same as one JSON object
        --model DIR|none       model folder, or none for keywords alone (default: the one in the package)
        --lexicon PATH         lexicon file or folder to add to the one in the package; may be repeated
        --policy FILE          policy file, or the name of one in the package (default: wechat-3.24)
        --segmenter NAME       jieba (default) or nodejieba
        --threads N            threads of the model (default: 1)
        -h, --help             show this help

      Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some posts were refused.
      "
    `);
  });

  test.each([['--help'], ['classify', '--help'], ['label', '--help'], ['explain', '--help']])(
    '%s %s fits a terminal of 100 columns',
    async (...args) => {
      const lines = (await run(args)).stdout.split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    },
  );

  test('needs no classifier', async () => {
    expect((await run(['label', '--help'])).classifierOptions).toEqual([]);
  });
});

test('--version', async () => {
  expect(await run(['--version'])).toMatchObject({ code: 0, stdout: `${packageVersion()}\n` });
});

describe('wrong usage', () => {
  test.each([
    ['no command', [], 'found no command'],
    ['an unknown command', ['clasify'], 'found clasify'],
    ['a name that every object has', ['toString'], 'found toString'],
    ['an unknown option', ['classify', '--jsn'], '--jsn'],
    ['an option without its value', ['classify', '--model'], '--model'],
    ['an unknown segmenter', ['classify', '--segmenter', 'x', 'a'], 'expected jieba or nodejieba'],
    ['no threads', ['classify', '--threads', '0', 'a'], 'expected a whole number'],
    ['half a thread', ['classify', '--threads', '1.5', 'a'], 'expected a whole number'],
    ['no text to explain', ['explain'], 'found 0 arguments, expected one TEXT'],
    ['two texts to explain', ['explain', 'a', 'b'], 'found 2 arguments, expected one TEXT'],
    ['no input', ['label', '-o', 'a.csv'], 'expected one INPUT'],
    ['no output', ['label', 'a.csv'], 'expected -o OUTPUT'],
    ['an unknown file ending', ['label', 'a.txt', '-o', 'b.jsonl'], 'found a.txt'],
    ['an unknown format', ['label', 'a', '-o', 'b', '--format', 'xml'], 'expected jsonl or csv or tsv or parquet'],
    ['two formats', ['label', 'a.csv', '-o', 'b.jsonl'], 'expected one format for both'],
    ['errors into the output', ['label', 'a.csv', '-o', './b.csv', '--errors', 'b.csv'], 'expected two'],
    ['errors to a stream', ['label', 'a.csv', '-o', 'b.csv', '--errors', '-'], 'expected a file'],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr, classifierOptions } = await run(args);
    expect({ code, stdout, classifierOptions }).toEqual({ code: 2, stdout: '', classifierOptions: [] });
    expect(stderr).toMatch(/^coinscreen: USAGE: /);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\nUsage: coinscreen .*\ncoinscreen .*--help says more\.\n$/);
  });
});

describe('options of the classifier', () => {
  test.each([
    [[], {}],
    [['--model', 'none'], { model: false }],
    [['--model', 'models/x'], { model: 'models/x' }],
    [['--lexicon', 'a', '--lexicon', 'b'], { lexicon: ['a', 'b'] }],
    [
      ['--policy', 'p.json', '--segmenter', 'nodejieba', '--threads', '4'],
      { policy: 'p.json', segmenter: 'nodejieba', threads: 4 },
    ],
  ])('%j', async (args, options) => {
    expect((await run(['classify', 'hello', ...args])).classifierOptions).toEqual([options]);
    expect((await run(['explain', 'hello', ...args])).classifierOptions).toEqual([options]);
  });
});

describe('failures', () => {
  const failing = (error: unknown) => fakeClassifier({ classify: () => Promise.reject(error) });

  test('a CoinscreenError prints its code and message', async () => {
    const { code, stderr } = await run(['explain', ' ']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^coinscreen: TEXT_EMPTY: .+\n$/);
  });

  test('anything unexpected prints its stack', async () => {
    const { code, stderr } = await run(['classify', 'hello'], { classifier: failing(new TypeError('oops')) });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^TypeError: oops\n +at /);
  });

  test('a reader that went away ends the run quietly', async () => {
    const error = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    expect(await run(['classify', 'hello'], { classifier: failing(error) })).toMatchObject({ code: 141, stderr: '' });
  });

  test('an interruption ends the run quietly', async () => {
    const { code, stderr } = await run(['classify', 'hello', 'again'], { signal: AbortSignal.abort() });
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
  });
});
