import { evaluateRows, sliceRows } from '../../src/evaluate/index.ts';
import { byLabel, CATEGORIES, LABELS } from '../../src/labels.ts';
import type { ReportedRow, ReportInput } from '../../src/report/index.ts';

export const THRESHOLD = 0.5;

/**
 * Posts of four kinds in turn: rightly given, missed, falsely given, rightly not given; the label goes round. Every
 * score is different, so that curves have many points.
 */
export function sampleRows(count: number): ReportedRow[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = index % 4;
    const category = CATEGORIES[(index >> 2) % CATEGORIES.length]!;
    const spread = ((index * 7919) % count) / count / 2;
    const score = kind === 0 || kind === 2 ? THRESHOLD + spread : spread;
    const text = `post ${index} <b>sells</b> coins & "more"`;
    const start = text.indexOf('sells');
    const [labelled, given] = [kind < 2, kind === 0 || kind === 2];
    return {
      id: `p${index}`,
      group: null,
      gold: { labels: labelled ? [category] : [], cryptoRelated: labelled },
      answer: {
        labels: given ? [category] : [],
        cryptoRelated: given,
        scores: Object.fromEntries(LABELS.map((label) => [label, label === category ? score : 0.01])),
        verdict: given ? 'block' : 'pass',
      },
      text,
      evidence: [{ label: category, start, end: start + 5, term: 'a<b', kind: 'keyword', strength: 'anchor' }],
    };
  });
}

/** A report over sample rows. */
export function sampleInput(count = 64, overrides: Partial<ReportInput> = {}): ReportInput {
  const rows = sampleRows(count);
  const sliced = rows.map(({ text }, index) => ({ text, fields: { lang: ['zh', 'en', '<i>'][index % 3] } }));
  return {
    gold: 'gold <1>.jsonl',
    system: 'coinscreen',
    leftOut: { filtered: 3, uncertain: 1 },
    evaluation: evaluateRows(rows, sliceRows(sliced, ['lang']), { rounds: 20, seed: 1 }),
    bounds: [],
    failedBounds: [],
    comparison: null,
    rows,
    thresholds: byLabel(() => THRESHOLD),
    provenance: [['model', 'm-1']],
    redact: false,
    ...overrides,
  };
}
