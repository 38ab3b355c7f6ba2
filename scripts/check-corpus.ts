/** Checks the written corpus: fields, labels, and that no two posts share more than ordinary phrases. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../src/keyword/table.ts';
import { CATEGORIES } from '../src/labels.ts';

/** Posts may share shorter runs; a minimal pair may share any. */
const LONGEST_SHARED = { han: 11, words: 7 };
const LONGEST = 850;
const SPLITS = ['train', 'dev', 'test'];
const LANGUAGES = ['zh', 'en', 'mixed'];

interface Post {
  at: string;
  id: string;
  text: string;
  lang: string;
  labels: string[];
  crypto_related: boolean;
  sub_act?: string[];
  split: string;
  pair?: string | null;
}

/** Checks every corpus file: fields, known labels and sub-acts, unique ids, no text twice over in part. */
export function checkCorpus(folder: string, subActs: string, ordinary: string): string[] {
  const posts = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readPosts(join(folder, file)));
  const labelOf = new Map(
    readTable(subActs, ['sub_act', 'label', 'clause', 'note']).rows.map(({ cells }) => [cells.sub_act, cells.label]),
  );
  const fields = posts.flatMap((post) => fieldMistakes(post, labelOf).map((mistake) => `${post.at}: ${mistake}`));
  return [...fields, ...checkIds(posts), ...checkSharedRuns(posts, readPhrases(ordinary))];
}

function readPosts(file: string): Post[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line, index) => ({ ...(JSON.parse(line) as Post), at: `${file}:${index + 1}` }));
}

function fieldMistakes(
  { text, lang, labels, crypto_related, sub_act, split }: Post,
  labelOf: Map<string, string>,
): string[] {
  const mistakes: string[] = [];
  if (text.length < 2 || text.length > LONGEST)
    mistakes.push(`the text has ${text.length} characters, expected 2 to ${LONGEST}`);
  if (!LANGUAGES.includes(lang)) mistakes.push(`found lang "${lang}", expected one of ${LANGUAGES.join(', ')}`);
  if (!SPLITS.includes(split)) mistakes.push(`found split "${split}", expected one of ${SPLITS.join(', ')}`);
  const unknown = labels.filter((label) => !(CATEGORIES as readonly string[]).includes(label));
  if (unknown.length > 0) mistakes.push(`unknown labels ${unknown.join(', ')}; expected ${CATEGORIES.join(', ')}`);
  if (labels.length > 0 && !crypto_related) mistakes.push('a post with a label must be crypto_related');
  if (sub_act !== undefined) {
    const ofActs = new Set(sub_act.map((act) => labelOf.get(act) ?? `unknown sub-act ${act}`));
    const agree = ofActs.size === labels.length && labels.every((label) => ofActs.has(label));
    if (!agree) mistakes.push(`labels [${labels}] and those of its sub-acts [${[...ofActs]}] differ; make them agree`);
  }
  return mistakes;
}

function checkIds(posts: readonly Post[]): string[] {
  const first = new Map<string, string>();
  return posts.flatMap(({ id, at }) => {
    const earlier = first.get(id);
    first.set(id, earlier ?? at);
    return earlier === undefined ? [] : [`${at}: id ${id} stands at ${earlier} already; give it another`];
  });
}

function readPhrases(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#'));
}

/** Reports each pair of posts once, at the later one. */
function checkSharedRuns(posts: readonly Post[], phrases: readonly string[]): string[] {
  const seen = new Map<string, Post>();
  return posts.flatMap((post) => {
    let mistake: string | null = null;
    for (const run of runsOf(post.text)) {
      const earlier = seen.get(run);
      seen.set(run, earlier ?? post);
      if (earlier === undefined || earlier === post || mistake !== null) continue;
      const paired = post.pair && post.pair === earlier.pair;
      if (paired || phrases.some((phrase) => phrase.includes(run))) continue;
      mistake = `${post.at}: shares "${run}" with ${earlier.at}; write it anew, or name the phrase as ordinary`;
    }
    return mistake === null ? [] : [mistake];
  });
}

/** Runs of letters alone, one longer than two posts may share: Han characters, or words where most are Latin. */
function* runsOf(text: string): Generator<string> {
  const units =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|[a-z0-9']+/gu) ?? [];
  const han = units.filter((unit) => /\p{Script=Han}/u.test(unit)).length * 2 > units.length;
  const length = 1 + (han ? LONGEST_SHARED.han : LONGEST_SHARED.words);
  for (let i = 0; i + length <= units.length; i += 1) yield units.slice(i, i + length).join(han ? '' : ' ');
}
