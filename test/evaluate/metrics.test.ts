import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toColumns } from '../../src/evaluate/columns.ts';
import { FIGURES, ROW_FIGURES_OFFSET } from '../../src/evaluate/figures.ts';
import { definedOrNull } from '../../src/evaluate/intervals.ts';
import { countConfusions, prepareMeasure } from '../../src/evaluate/measure.ts';
import { rank, writeRankMetrics } from '../../src/evaluate/ranking.ts';
import { rowOf, rowsFrom } from './rows.ts';

const FOLDER = new URL('../fixtures/metrics/', import.meta.url);
const RANK_METRICS = ['average_precision', 'roc_auc', 'brier', 'ece'];

interface Fixture {
  gold: number[][];
  scores: number[][];
  threshold: number;
  expected: Record<string, number | null>;
}

function readFixture<Content>(file: string): Content {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Content;
}

function expectClose(found: Record<string, number | null>, expected: Record<string, number | null>): void {
  const wrong = Object.entries(expected).filter(([name, value]) => {
    const other = found[name]!;
    return value === null || other === null ? other !== value : !(Math.abs(other - value) <= 1e-9);
  });
  expect(wrong.map(([name, value]) => ({ name, value, found: found[name] }))).toEqual([]);
}

function figuresOf(rows: Parameters<typeof toColumns>[0]): Record<string, number | null> {
  const columns = toColumns(rows);
  const values = prepareMeasure(columns)(new Float64Array(columns.clusterCount).fill(1));
  return Object.fromEntries(FIGURES.map((name, index) => [name, definedOrNull(values[index]!)]));
}

describe('figures equal those of scikit-learn', () => {
  const files = readdirSync(FOLDER).filter((file) => file !== 'weighted-ranking.json');
  test.each(files)('%s', (file) => {
    const { gold, scores, threshold, expected } = readFixture<Fixture>(file);
    expect(Object.keys(expected)).toHaveLength(FIGURES.length - 7);
    expectClose(figuresOf(rowsFrom(gold, scores, threshold)), expected);
  });

  test('with weights', () => {
    const { gold, scores, weights, expected } = readFixture<
      Omit<Fixture, 'gold' | 'scores'> & { gold: number[]; scores: number[]; weights: number[] }
    >('weighted-ranking.json');
    const ranking = rank({
      score: Float64Array.from(scores),
      positive: Uint8Array.from(gold),
      cluster: Uint32Array.from(gold.keys()),
    });
    const figures = new Float64Array(4);
    writeRankMetrics(ranking, Float64Array.from(weights), figures, 0);
    expectClose(Object.fromEntries(RANK_METRICS.map((name, index) => [name, figures[index]!])), expected);
  });
});

test('a weight counts as so many copies of the row', () => {
  const rows = [
    rowOf('a', ['issuance'], ['issuance'], { group: 'x' }),
    rowOf('b', ['issuance', 'pricing_service'], [], { group: 'y' }),
    rowOf('c', [], ['trading_channel'], { group: 'z' }),
  ];
  const weighted = prepareMeasure(toColumns(rows))(Float64Array.of(2, 0, 3));
  const copies = toColumns([rows[0]!, rows[0]!, rows[2]!, rows[2]!, rows[2]!]);
  // The bins of the calibration error are made from the rows as they are.
  const rounded = (figures: Float64Array) =>
    [...figures].flatMap((figure, index) => (FIGURES[index]!.endsWith('_ece') ? [] : [figure.toFixed(12)]));
  expect(rounded(weighted)).toEqual(rounded(prepareMeasure(copies)(Float64Array.of(1, 1))));
});

test('a label on which gold or system is silent has no figures and no counts', () => {
  const silent = { ...rowOf('a', ['issuance'], ['issuance']) };
  silent.answer = { ...silent.answer, cryptoRelated: null, scores: {} };
  const figures = figuresOf([silent]);
  expect(figures).toMatchObject({ crypto_related_f1: null, issuance_f1: 1, issuance_brier: null, micro_roc_auc: null });
  const counts = countConfusions(toColumns([silent]));
  expect(counts.crypto_related).toBeNull();
  expect(counts.issuance).toEqual({ truePositives: 1, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 });
});

test('the topic label does not enter exact match, macro, micro or false-positive rate', () => {
  const row = rowOf('a', [], []);
  const figures = figuresOf([{ ...row, answer: { ...row.answer, cryptoRelated: true } }]);
  expect(figures).toMatchObject({ exact_match: 1, fpr: 0, micro_f1: null, macro_f1: null, crypto_related_f1: 0 });
});

test('no rows define nothing', () => {
  expect(Object.values(figuresOf([])).every((value) => value === null)).toBe(true);
  expect(FIGURES[ROW_FIGURES_OFFSET]).toBe('exact_match');
});
