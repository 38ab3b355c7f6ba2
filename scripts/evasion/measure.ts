/**
 * Recall of the disguised promotions relative to the same posts undisguised, and false positives on the disguised innocents:
 * `npx tsx scripts/evasion/measure.ts`. A promotion is found when any of its right labels is.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClassifier } from '../../src/classifier.ts';
import { PACKAGE_ROOT } from '../../src/files.ts';
import type { Category } from '../../src/labels.ts';

interface SuiteRow {
  id: string;
  text: string;
  labels: Category[];
  evasion: string;
  strength: number;
  plain: string;
}

const path = join(PACKAGE_ROOT, 'data', 'evasion', 'automatic.jsonl');
const rows = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as SuiteRow);
const classifier = await createClassifier();
const results = await classifier.classifyBatch(rows.map(({ text }) => text));
await classifier.close();

const right = new Map(
  rows.map(({ id, labels }, at) => {
    const found = results[at]?.labels ?? [];
    return [id, labels.length === 0 ? found.length > 0 : labels.some((label) => found.includes(label))] as const;
  }),
);
const share = (ids: readonly string[]): number => ids.filter((id) => right.get(id)).length / ids.length;

const tricks = [...new Set(rows.map(({ evasion }) => evasion))].filter((trick) => trick !== 'none');
console.table(
  tricks.flatMap((evasion) =>
    [1, 2, 3].map((strength) => {
      const here = rows.filter((row) => row.evasion === evasion && row.strength === strength);
      const promotions = here.filter(({ labels }) => labels.length > 0);
      const innocents = here.filter(({ labels }) => labels.length === 0);
      const plain = share(promotions.map((row) => row.plain));
      const disguised = share(promotions.map(({ id }) => id));
      const rise = share(innocents.map(({ id }) => id)) - share(innocents.map((row) => row.plain));
      return {
        evasion,
        strength,
        promotions: promotions.length,
        'recall, plain': plain.toFixed(3),
        'recall, disguised': disguised.toFixed(3),
        ratio: (disguised / plain).toFixed(3),
        'false positives +': rise.toFixed(3),
      };
    }),
  ),
);
