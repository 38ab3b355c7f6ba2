import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../../src/evaluate/random.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import type { Category } from '../../src/labels.ts';
import { benignSplit } from '../train/benign-split.ts';
import { quantile } from './machine.ts';

/** Posts in a hundred: most of what a platform carries has nothing to do with coins. */
const SHARES = { promotion: 1, talk: 9, benign: 90 };

/** A post as the files have it. */
export interface Post {
  id?: string;
  text: string;
  labels?: Category[];
  crypto_related?: boolean;
  uncertain?: boolean;
  split?: string;
}

/** Posts by what they are. */
export type Posts = Record<keyof typeof SHARES, string[]>;

/** Those that ship with the project. The innocent ones are harder than the world's: most of them reach the model. */
export function writtenFiles(): string[] {
  const folder = join(PACKAGE_ROOT, 'data', 'corpus');
  return readdirSync(folder).map((file) => join(folder, file));
}

/** The rows of files of JSON lines. */
export function readRows(files: readonly string[]): Post[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Post),
  );
}

/**
 * Posts of files by what they are. A row without labels is benign unless it says that it is about crypto. Only posts
 * that no training saw: the gate would end more of those that it knows.
 */
export function readPosts(files: readonly string[]): Posts {
  const posts: Posts = { promotion: [], talk: [], benign: [] };
  for (const row of readRows(files)) {
    const { text, labels = [], crypto_related: related = false } = row;
    if (isUnseen(row)) posts[labels.length > 0 ? 'promotion' : related ? 'talk' : 'benign'].push(text);
  }
  for (const [kind, texts] of Object.entries(posts)) {
    if (texts.length === 0) throw new Error(`found no post of the kind ${kind}, expected files with some of each`);
  }
  return posts;
}

/** Everyday posts have no split in their file; see benign-split.ts. */
function isUnseen({ id, split }: Post): boolean {
  return (split ?? (id === undefined ? 'test' : benignSplit(id))) === 'test';
}

/** `count` posts in the shares of realistic traffic, in an order that `seed` fixes. */
export function traffic(posts: Posts, count: number, seed: number): string[] {
  const random = createRandom(seed);
  const next = {
    promotion: inTurn(posts.promotion, random),
    talk: inTurn(posts.talk, random),
    benign: inTurn(posts.benign, random),
  };
  return Array.from({ length: count }, () => {
    const draw = random(100);
    return next[draw < SHARES.promotion ? 'promotion' : draw < SHARES.promotion + SHARES.talk ? 'talk' : 'benign']();
  });
}

/** Every text once, shuffled, then again with a number behind it: equal posts would be answered from memory. */
function inTurn(texts: readonly string[], random: Random): () => string {
  const order = [...texts];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  let drawn = 0;
  return () => {
    const round = Math.floor(drawn / order.length);
    const text = order[drawn % order.length]!;
    drawn += 1;
    return round === 0 ? text : `${text} ${round + 1}`;
  };
}

/** How long the texts are, in UTF-16 units. */
export function lengthsOf(texts: readonly string[]) {
  const lengths = texts.map((text) => text.length);
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((share) => quantile(lengths, share));
  return { p50, p90, p99, most: quantile(lengths, 1) };
}
