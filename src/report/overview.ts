import { type Figure, figureName, figureText, METRIC_TITLES, METRICS, numberText, SCOPES } from '../evaluate/index.ts';
import { html, type Markup } from './html.ts';
import type { ReportInput } from './input.ts';
import { figureCell, table } from './table.ts';

const HEADLINE = [
  { name: 'macro_f1', title: 'Macro F1', says: 'how well the four acts are found, each counting the same' },
  { name: 'micro_f1', title: 'Micro F1', says: 'the same, each labelled act counting the same' },
  { name: 'exact_match', title: 'Exact match', says: 'share of the posts with exactly the right acts' },
  { name: 'fpr', title: 'False alarms', says: 'share of the posts without an act that got one' },
] as const;

/** The figures that a reader with one minute needs. */
export function headline({ evaluation }: ReportInput): Markup {
  const tiles = HEADLINE.map(({ name, title, says }) => {
    const figure = evaluation.figures[name]!;
    return html`<li><span class="title">${title}</span> <strong>${percent(figure.value)}</strong>
<span class="interval">${intervalOf(figure)}</span> <span class="says">${says}</span></li>\n`;
  });
  return html`<ul class="tiles">\n${tiles}</ul>`;
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)}\u00a0%`;
}

function intervalOf({ low, high }: Figure): string {
  return low === null || high === null ? '' : `95 %: ${(100 * low).toFixed(1)} to ${percent(high)}`;
}

/** What was demanded of the figures, and what of it does not hold. */
export function boundsSection({ bounds, failedBounds }: ReportInput): Markup | string {
  if (bounds.length === 0) return '';
  if (failedBounds.length === 0) {
    return html`<p class="verdict held"><strong>Passed:</strong> all ${bounds.length} bounds hold.</p>`;
  }
  const failures = failedBounds.map(({ kind, slice, figure, limit, value }) => {
    const where = slice === null ? '' : ` in ${slice}`;
    return html`<li>${figure}${where} is ${numberText(value)}, expected ${kind === 'min' ? 'at least' : 'at most'} ${limit}</li>\n`;
  });
  return html`<div class="verdict failed"><p><strong>Failed:</strong> ${failures.length} of ${bounds.length} bounds do not hold.</p>
<ul>\n${failures}</ul></div>`;
}

/** Every metric of every label. */
export function labelTable({ evaluation: { figures, counts } }: ReportInput): Markup {
  const rows = SCOPES.map((scope) => {
    const count = scope === 'macro' || scope === 'micro' ? null : counts[scope];
    const gold = count === null ? '' : String(count.truePositives + count.falseNegatives);
    const given = count === null ? '' : String(count.truePositives + count.falsePositives);
    return [scope, gold, given, ...METRICS.map((metric) => figureCell(figures[figureName(scope, metric)]!))];
  });
  return table('Figures of each label with 95 % intervals', [
    ['label', 'in the file', 'given', ...METRICS.map((metric) => METRIC_TITLES[metric])],
    ...rows,
  ]);
}

/** What the verdicts of labelled and unlabelled posts were. */
export function verdictTable({ evaluation: { verdicts } }: ReportInput): Markup | string {
  if (verdicts === null) return '';
  const row = (name: string, { pass, review, block }: (typeof verdicts)['labelled']): string[] => [
    name,
    ...[pass, review, block].map(String),
  ];
  return table('Verdicts', [
    ['posts', 'pass', 'review', 'block'],
    row('with a banned act', verdicts.labelled),
    row('without', verdicts.unlabelled),
  ]);
}

/** The change of the headline figures against another run. */
export function comparisonSection({ comparison }: ReportInput): Markup | string {
  if (comparison === null) return '';
  const rows = HEADLINE.map(({ name, title }) => {
    const { pValue, ...difference } = comparison.figures[name]!;
    return [title, figureText(difference), numberText(pValue, 4)];
  });
  const gained = comparison.moved.filter(({ right }) => right === true).length;
  const lost = comparison.moved.filter(({ right }) => right === false).length;
  return html`<section id="comparison"><h2>Compared with another run</h2>
<p>Over the ${comparison.rows} rows that both answered, ${comparison.moved.length} labels moved: ${gained} to right, ${lost} to wrong.</p>
${table('This run minus the other', [['figure', 'difference', 'p'], ...rows])}
</section>`;
}
