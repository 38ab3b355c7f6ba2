import {
  type Comparison,
  type Evaluation,
  type FailedBound,
  type Figure,
  type Figures,
  figureName,
  METRICS,
  SCOPES,
  type Scope,
} from '../evaluate/index.ts';
import type { EvaluationDocument } from './evaluate.ts';
import { renderTable } from './table.ts';
import { printable } from './terminal-text.ts';

const UNDEFINED = '–';
const SHOWN_MOVES = 20;
const HEADLINE = ['macro_f1', 'micro_f1', 'exact_match', 'fpr'] as const;
const METRIC_TITLES = ['precision', 'recall', 'F1', 'AP', 'AUC', 'Brier', 'ECE'];

/** The evaluation for people. */
export function renderEvaluation({ gold, evaluation, failedBounds, comparison }: EvaluationDocument): string {
  const { filtered, uncertain } = gold.leftOut;
  const sections = [
    `${evaluation.rows} rows of ${printable(gold.file)} (left out: ${filtered} by --where, ${uncertain} uncertain)\n`,
    renderTable(HEADLINE.map((name) => [name, withInterval(evaluation.figures[name]!)])),
    labelTable(evaluation),
    verdictTable(evaluation),
    sliceTable(evaluation.slices),
    comparison === null ? '' : renderComparison(comparison),
    failedTable(failedBounds),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function labelTable({ figures, counts }: Evaluation): string {
  const rows = SCOPES.map((scope) => {
    const count = scope === 'macro' || scope === 'micro' ? null : counts[scope];
    const gold = count === null ? '' : String(count.truePositives + count.falseNegatives);
    const given = count === null ? '' : String(count.truePositives + count.falsePositives);
    return [scope, gold, given, ...METRICS.map((metric) => metricCell(figures, scope, metric))];
  });
  return renderTable([['label', 'gold', 'given', ...METRIC_TITLES], ...rows]);
}

function metricCell(figures: Figures, scope: Scope, metric: (typeof METRICS)[number]): string {
  const figure = figures[figureName(scope, metric)]!;
  return metric === 'f1' ? withInterval(figure) : number(figure.value);
}

function verdictTable({ verdicts }: Evaluation): string {
  if (verdicts === null) return '';
  const rows = (['labelled', 'unlabelled'] as const).map((kind) => {
    const { pass, review, block } = verdicts[kind];
    return [kind, String(pass), String(review), String(block)];
  });
  return renderTable([['verdict', 'pass', 'review', 'block'], ...rows]);
}

function sliceTable(slices: Evaluation['slices']): string {
  const rows = Object.entries(slices).map(([name, { rows: count, figures }]) => [
    printable(name),
    String(count),
    withInterval(figures.macro_f1!),
    withInterval(figures.micro_f1!),
    withInterval(figures.fpr!),
  ]);
  return rows.length === 0 ? '' : renderTable([['slice', 'rows', 'macro F1', 'micro F1', 'fpr'], ...rows]);
}

function renderComparison({ rows, relabelled, figures, moved }: Comparison): string {
  const differences = HEADLINE.map((name) => {
    const { pValue, ...difference } = figures[name]!;
    return [name, withInterval(difference), pValue === null ? UNDEFINED : pValue.toFixed(4)];
  });
  const moves = moved.slice(0, SHOWN_MOVES).map(({ id, label, change, right }) => {
    const judgement = right === null ? '' : right ? ', rightly' : ', wrongly';
    return `  ${printable(id)}: ${label} ${change}${judgement}\n`;
  });
  const rest = moved.length - moves.length;
  return [
    `compared over ${rows} rows${relabelled > 0 ? `, ${relabelled} of them labelled anew` : ''}\n`,
    renderTable([['difference', 'this - other', 'p'], ...differences]),
    `${moved.length} labels moved\n`,
    ...moves,
    rest > 0 ? `  and ${rest} more; --json lists them all\n` : '',
  ].join('');
}

function failedTable(failed: readonly FailedBound[]): string {
  const lines = failed.map(({ kind, slice, figure, limit, value }) => {
    const name = slice === null ? figure : `slice:${printable(slice)}:${figure}`;
    return `  ${name} is ${number(value)}, expected ${kind === 'min' ? 'at least' : 'at most'} ${limit}\n`;
  });
  return lines.length === 0 ? '' : `FAILED\n${lines.join('')}`;
}

function withInterval({ value, low, high }: Figure): string {
  return low === null || high === null ? number(value) : `${number(value)} [${number(low)}, ${number(high)}]`;
}

function number(value: number | null): string {
  return value === null ? UNDEFINED : value.toFixed(3);
}
