import { LABELS } from '../labels.ts';
import type { LintDocument } from './lint-data.ts';
import { FINDINGS, type Finding } from './lint-options.ts';
import { renderTable } from './table.ts';
import { printable } from './terminal-text.ts';

const SHOWN = 5;

const EXPLANATIONS: Record<Finding, string> = {
  empty: 'rows without text',
  overlong: 'rows with an overlong text',
  repeated_ids: 'ids on more than one row',
  duplicates: 'rows that copy another',
  near_duplicates: 'rows that nearly copy another',
  conflicts: 'groups of copies with different labels',
  split_leaks: 'groups of copies on both sides of a split',
  leaks: 'rows with a copy in the other file',
  label_errors: 'labels that the system sees otherwise, with confidence',
};

/** The findings for people: counts, the first of each kind, and which labels go together. */
export function renderLint(document: LintDocument): string {
  const examples = examplesOf(document);
  const lines = FINDINGS.map((finding) => {
    const shown = examples[finding].slice(0, SHOWN).map(printable).join('; ');
    return `${String(document.counts[finding]).padStart(6)}  ${EXPLANATIONS[finding]}${shown === '' ? '' : `: ${shown}`}\n`;
  });
  const together = LABELS.map((label) => [label, ...LABELS.map((other) => String(document.together[label][other]))]);
  const combinations = Object.entries(document.combinations).map(([name, count]) => [name, String(count)]);
  const exceeded = document.exceeded.map(
    ({ finding, limit }) => `  ${finding} is ${document.counts[finding]}, expected at most ${limit}\n`,
  );
  return [
    `${document.rows} rows\n${lines.join('')}`,
    renderTable([['labels', 'rows'], ...combinations]),
    renderTable([['together', ...LABELS], ...together]),
    ...(exceeded.length === 0 ? [] : [`FAILED\n${exceeded.join('')}`]),
  ].join('\n');
}

function examplesOf({ repeated, leaks, labelErrors, ...findings }: LintDocument): Record<Finding, string[]> {
  const groups = (kept: (group: LintDocument['repeated'][number]) => boolean): string[] =>
    repeated.filter(kept).map(({ ids }) => ids.join(' = '));
  return {
    empty: findings.empty,
    overlong: findings.overlong,
    repeated_ids: findings.repeatedIds,
    duplicates: groups(({ exact }) => exact),
    near_duplicates: groups(({ exact }) => !exact),
    conflicts: groups(({ conflicting }) => conflicting),
    split_leaks: groups(({ acrossSplits }) => acrossSplits),
    leaks: leaks.map(({ ids, otherIds }) => `${ids.join(', ')} = ${otherIds.join(', ')}`),
    label_errors: labelErrors.map(
      ({ id, label, given, score }) => `${id} ${given ? 'has' : 'lacks'} ${label} at ${score.toFixed(3)}`,
    ),
  };
}
