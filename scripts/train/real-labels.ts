/**
 * Labels of real posts that this project corrected or added by reading: `data/labels/real.tsv`, ids and labels without any
 * text. A corrected row replaces the label that came with the post; an added one labels an unlabelled post.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/files.ts';
import type { Category } from '../../src/labels.ts';

/** What a reader said of a real post. */
export interface RealLabel {
  labels: Category[];
  crypto_related: boolean;
  uncertain: boolean;
}

const FILE = join(PACKAGE_ROOT, 'data', 'labels', 'real.tsv');

/** Reads the table: `id, labels (joined by +, or -), crypto_related (0 or 1), uncertain (0 or 1)`, one header line. */
export function readRealLabels(): Map<string, RealLabel> {
  if (!existsSync(FILE)) return new Map();
  const lines = readFileSync(FILE, 'utf8').trim().split('\n').slice(1);
  return new Map(
    lines.map((line) => {
      const [id, labels, related, uncertain] = line.split('\t') as [string, string, string, string];
      const read = labels === '-' ? [] : (labels.split('+') as Category[]);
      return [id, { labels: read, crypto_related: related === '1', uncertain: uncertain === '1' }];
    }),
  );
}
