import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClassifier } from '../src/classifier.ts';
import { fitToWidth } from '../src/cli/display-width.ts';
import { printable } from '../src/cli/terminal-text.ts';
import { CATEGORIES, type Category } from '../src/labels.ts';
import type { Classification } from '../src/result.ts';

/** A line of data/examples/posts.jsonl: a post and the categories that a person gave it. */
interface ExamplePost {
  id: string;
  text: string;
  labels: Category[];
}

const POSTS_FILE = fileURLToPath(new URL('../data/examples/posts.jsonl', import.meta.url));
const WIDTHS = { agrees: 1, id: 8, verdict: 7, labels: 26, expected: 21, evidence: 22 };
const GAP = '  ';
const MIN_TEXT_WIDTH = 20;
const DEFAULT_COLUMNS = 140;

/** Whether the categories found are those expected. */
function agrees(post: ExamplePost, result: Classification): boolean {
  return CATEGORIES.every((category) => post.labels.includes(category) === result.labels.includes(category));
}

/** One line of the table; the post takes what the other columns leave. */
function tableLine(cells: Record<keyof typeof WIDTHS, string>, text: string, columns: number): string {
  const names = Object.keys(WIDTHS) as (keyof typeof WIDTHS)[];
  const fixed = names.map((name) => fitToWidth(cells[name], WIDTHS[name]) + GAP).join('');
  const left = columns - names.reduce((sum, name) => sum + WIDTHS[name] + GAP.length, 0);
  return (fixed + fitToWidth(text, Math.max(MIN_TEXT_WIDTH, left))).trimEnd();
}

function resultLine(post: ExamplePost, result: Classification, columns: number): string {
  const scored = result.labels.map((label) => `${label} ${result.scores[label].toFixed(2)}`);
  const terms = [...new Set(result.evidence.map((item) => item.term))];
  const cells = {
    agrees: agrees(post, result) ? '✓' : '✗',
    id: post.id,
    verdict: result.verdict,
    labels: scored.join(', ') || '-',
    expected: post.labels.join(', ') || '-',
    evidence: terms.join(', ') || '-',
  };
  return tableLine(cells, printable(post.text), columns);
}

const posts = readFileSync(POSTS_FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as ExamplePost);

const started = performance.now();
const classifier = await createClassifier();
const loaded = performance.now();
const results = await classifier.classifyBatch(posts.map((post) => post.text));
const finished = performance.now();
await classifier.close();

const columns = process.stdout.columns ?? DEFAULT_COLUMNS;
const heading = {
  agrees: ' ',
  id: 'id',
  verdict: 'verdict',
  labels: 'labels',
  expected: 'expected',
  evidence: 'evidence',
};
const lines = posts.map((post, index) => resultLine(post, results[index]!, columns));
const agreeing = posts.filter((post, index) => agrees(post, results[index]!)).length;
const milliseconds = (from: number, to: number): string => `${Math.round(to - from)} ms`;
process.stdout.write(
  [
    tableLine(heading, 'post', columns),
    ...lines,
    '',
    `${agreeing} of ${posts.length} as expected; loaded in ${milliseconds(started, loaded)}, ` +
      `classified in ${milliseconds(loaded, finished)}`,
    '',
  ].join('\n'),
);
