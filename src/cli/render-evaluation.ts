import {
  type Comparison,
  type Evaluation,
  type FailedBound,
  type Figures,
  figureName,
  figureText,
  METRIC_TITLES,
  METRICS,
  numberText,
  SCOPES,
  type Scope,
} from '../evaluate/index.ts';
import type { EvaluationDocument } from './evaluate.ts';
import { renderTable } from './table.ts';
import { printable } from './terminal-text.ts';

const SHOWN_MOVES = 20;
const HEADLINE = ['macro_f1', 'micro_f1', 'exact_match', 'fpr'] as const;

/** The evaluation for people. */
export function renderEvaluation({ gold, evaluation, failedBounds, comparison }: EvaluationDocument): string {
  const { filtered, uncertain } = gold.leftOut;
  const sections = [
    `${evaluation.rows} rows of ${printable(gold.file)} (left out: ${filtered} by --where, ${uncertain} uncertain)\n`,
    renderTable(HEADLINE.map((name) => [name, figureText(evaluation.figures[name]!)])),
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
  return renderTable([['label', 'gold', 'given', ...METRICS.map((metric) => METRIC_TITLES[metric])], ...rows]);
}

function metricCell(figures: Figures, scope: Scope, metric: (typeof METRICS)[number]): string {
  const figure = figures[figureName(scope, metric)]!;
  return metric === 'f1' ? figureText(figure) : numberText(figure.value);
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
    figureText(figures.macro_f1!),
    figureText(figures.micro_f1!),
    figureText(figures.fpr!),
  ]);
  return rows.length === 0 ? '' : renderTable([['slice', 'rows', 'macro F1', 'micro F1', 'fpr'], ...rows]);
}

function renderComparison({ rows, relabelled, figures, moved }: Comparison): string {
  const differences = HEADLINE.map((name) => {
    const { pValue, ...difference } = figures[name]!;
    return [name, figureText(difference), numberText(pValue, 4)];
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
    return `  ${name} is ${numberText(value)}, expected ${kind === 'min' ? 'at least' : 'at most'} ${limit}\n`;
  });
  return lines.length === 0 ? '' : `FAILED\n${lines.join('')}`;
}
