/**
 * Folding and matching in one core, beside the peers that people reach for: `npx tsx scripts/bench/keyword.ts FILE…` (JSONL
 * with `text`). The peers get the folded texts and the same patterns, and their hits must be ours before they are timed:
 * a RegExp alternation (leftmost, longest first) and `obscenity` (every occurrence of every pattern).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RegExpMatcher } from 'obscenity';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { buildAutomaton, scan } from '../../src/keyword/automaton.ts';
import { loadLexicon, matchKeywords } from '../../src/keyword/index.ts';
import { normalize } from '../../src/normalize/index.ts';
import { createSegmenter } from '../../src/segment/index.ts';
import { machine, writeResults } from './machine.ts';

const ROUNDS = 5;
/** obscenity runs one expression a pattern, so it gets a sample of the posts. */
const SAMPLE = 300;

interface Found {
  pattern: string;
  start: number;
  end: number;
}

/** Median milliseconds of a run over all texts. */
function timeOf(run: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!;
}

/** The automaton's hits as a peer gives them: all of them, or the leftmost and longest that do not overlap. */
function occurrences(patterns: readonly string[], automaton: ReturnType<typeof buildAutomaton>, text: string): Found[] {
  const flat = scan(automaton, text);
  const found = Array.from({ length: flat.length / 3 }, (_, i) => ({
    pattern: patterns[flat[i * 3]!]!,
    start: flat[i * 3 + 1]!,
    end: flat[i * 3 + 2]!,
  }));
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function leftmostLongest(found: readonly Found[]): Found[] {
  let last = 0;
  return found.filter(({ start, end }) => {
    if (start < last) return false;
    last = end;
    return true;
  });
}

function mustEqual(name: string, ours: readonly Found[][], theirs: readonly Found[][]): void {
  const key = (lists: readonly Found[][]) =>
    JSON.stringify(lists.map((list) => list.map(({ start, end }) => [start, end])));
  if (key(ours) !== key(theirs)) throw new Error(`${name} finds other hits than the automaton`);
}

function regExpPeer(patterns: readonly string[]): (text: string) => Found[] {
  const escaped = [...patterns]
    .sort((a, b) => b.length - a.length)
    .map((p) => p.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  const expression = new RegExp(escaped.join('|'), 'g');
  return (text) =>
    Array.from(text.matchAll(expression), (match) => ({
      pattern: match[0],
      start: match.index,
      end: match.index + match[0].length,
    }));
}

function obscenityPeer(patterns: readonly string[]): (text: string) => Found[] {
  const literal = (content: string) => ({
    requireWordBoundaryAtStart: false,
    requireWordBoundaryAtEnd: false,
    nodes: [{ kind: 2 as const, chars: Array.from(content, (sign) => sign.codePointAt(0)!) }],
  });
  const matcher = new RegExpMatcher({
    blacklistedTerms: patterns.map((pattern, id) => ({ id, pattern: literal(pattern) })),
  });
  return (text) =>
    matcher
      .getAllMatches(text)
      .map(({ termId, startIndex, endIndex }) => ({ pattern: patterns[termId]!, start: startIndex, end: endIndex + 1 }))
      .sort((a, b) => a.start - b.start || b.end - a.end);
}

const before = machine();
const files = process.argv.slice(2);
const texts = (files.length > 0 ? files : [join(PACKAGE_ROOT, 'data', 'corpus', 'borders-and-acts.jsonl')]).flatMap(
  (file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text),
);
const lexicon = loadLexicon(join(PACKAGE_ROOT, 'data', 'lexicon'));
const segmenter = await createSegmenter('jieba');
const folded = texts.map((text) => normalize(text).text);
const characters = (list: readonly string[]) => list.reduce((sum, text) => sum + text.length, 0);

const rows: Record<string, unknown>[] = [];
const measure = (what: string, list: readonly string[], run: (text: string) => unknown): number => {
  for (const text of list) run(text);
  const rate = characters(list) / timeOf(() => list.forEach(run)) / 1000;
  rows.push({
    what,
    'Mchar/s': Number(rate.toFixed(rate < 1 ? 4 : 1)),
    'us a post': Number((characters(list) / list.length / rate).toFixed(1)),
  });
  return rate;
};
measure('fold, all folds on', texts, (text) => normalize(text));
measure('match: search, words, conditions', folded, (text) => matchKeywords(text, lexicon, segmenter));
measure('fold and match', texts, (text) => matchKeywords(normalize(text).text, lexicon, segmenter));

// The peers know no rule for runs of white space, so the common task is the patterns without it.
const patterns = [...new Set(lexicon.spellings.map(({ pattern }) => pattern))].filter(
  (pattern) => !/[\s-]/.test(pattern),
);
const automaton = buildAutomaton(patterns);
const own = measure(`search alone, ${patterns.length} patterns`, folded, (text) => scan(automaton, text));
const regExp = regExpPeer(patterns);
mustEqual(
  'RegExp',
  folded.map((text) => leftmostLongest(occurrences(patterns, automaton, text))),
  folded.map(regExp),
);
const alternation = measure('RegExp alternation, same hits', folded, regExp);
const sample = folded.slice(0, SAMPLE);
const obscenity = obscenityPeer(patterns);
mustEqual(
  'obscenity',
  sample.map((text) => occurrences(patterns, automaton, text)),
  sample.map(obscenity),
);
const peer = measure(`obscenity, same hits, first ${SAMPLE} posts`, sample, obscenity);

const times = { RegExp: own / alternation, obscenity: own / peer };
console.table(rows);
console.log(`search: ${times.RegExp.toFixed(0)} times the RegExp, ${times.obscenity.toFixed(0)} times obscenity`);
console.log(writeResults('keyword', before, { posts: texts.length, characters: characters(texts), rows, times }));
