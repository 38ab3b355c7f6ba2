/**
 * Writes `data/evasion/automatic.jsonl`: held-out posts of the corpus, promotions and innocents, plain and disguised by every
 * trick at three strengths: `npx tsx scripts/evasion/build-suite.ts CONFUSED_CHARACTERS.json`. Rows carry `evasion` (the
 * trick), `strength` and `plain` (id of the undisguised row), so `coinscreen evaluate --slice evasion` reads them as they are.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { readConfusions } from './confusions.ts';
import { seededRandom } from './random.ts';
import { createTricks, type Trick } from './tricks.ts';

interface Post {
  id: string;
  text: string;
  lang: string;
  labels: string[];
  crypto_related: boolean;
  evasion: string | null;
  split: string;
  slice: string;
}

const CORPUS = join(PACKAGE_ROOT, 'data', 'corpus');
const OUTPUT = join(PACKAGE_ROOT, 'data', 'evasion');
/** Share of a post's eligible characters (for word tricks: words) that each strength disguises. */
const STRENGTHS = { 1: 0.1, 2: 0.25, 3: 0.5 };
/** Posts a language and side (promotion or innocent). */
const POSTS = 40;
/** A post of a few letters disguised to the half is nobody's to read. */
const SHORTEST = 12;

function heldOut(): Post[] {
  const files = readdirSync(CORPUS).sort();
  const rows = files.flatMap((file) => readFileSync(join(CORPUS, file), 'utf8').trim().split('\n'));
  return rows
    .map((line) => JSON.parse(line) as Post)
    .filter(({ split, evasion, text }) => split === 'test' && evasion === null && text.length >= SHORTEST);
}

function chosen(posts: readonly Post[]): Post[] {
  const random = seededRandom(1);
  const side = (lang: string, labelled: boolean) =>
    posts
      .filter((post) => post.lang === lang && post.labels.length > 0 === labelled)
      .map((post) => ({ post, order: random() }))
      .sort((a, b) => a.order - b.order)
      .slice(0, POSTS)
      .map(({ post }) => post);
  return [...side('zh', true), ...side('zh', false), ...side('en', true), ...side('en', false)];
}

function suite(posts: readonly Post[], confusions: string): object[] {
  const tricks = createTricks(readConfusions(confusions));
  const random = seededRandom(2);
  const row = ({ id, text, lang, labels, crypto_related, slice }: Post) => ({
    id,
    text,
    lang,
    labels,
    crypto_related,
    slice,
  });
  const rows: object[] = posts.map((post) => ({ ...row(post), evasion: 'none', strength: 0, plain: post.id }));
  for (const [trick, disguise] of Object.entries(tricks) as [Trick, (typeof tricks)[Trick]][]) {
    for (const [strength, share] of Object.entries(STRENGTHS)) {
      for (const post of posts) {
        const text = disguise(post.text, share, random);
        if (text === post.text) continue;
        const id = `${post.id}-${trick}-${strength}`;
        rows.push({ ...row(post), id, text, evasion: trick, strength: Number(strength), plain: post.id });
      }
    }
  }
  return rows;
}

const [confusions] = process.argv.slice(2);
if (confusions === undefined) throw new Error('give the file of confused characters (see data/SOURCES.md)');
const rows = suite(chosen(heldOut()), confusions);
mkdirSync(OUTPUT, { recursive: true });
writeFileSync(join(OUTPUT, 'automatic.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
console.log(`${rows.length} rows in ${OUTPUT}`);
