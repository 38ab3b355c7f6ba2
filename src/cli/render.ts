import type { Classification } from '../result.ts';
import { markSpans, style } from './terminal-text.ts';

/** One answer for people: verdict, the text with its evidence marked, and what decided. */
export function renderClassification(text: string, result: Classification, colour: boolean): string {
  const verdict = colour ? style(result.verdict, result.verdict) : result.verdict;
  const about = result.cryptoRelated ? 'about crypto' : 'not about crypto';
  const topic = `${about} ${formatScore(result.scores.crypto_related)}, ${result.language}`;
  return [
    `${verdict}  ${topic}`,
    `  ${markSpans(text, result.evidence, colour)}`,
    ...result.decisions.map(renderDecision),
    ...renderFindings(result),
    '',
  ].join('\n');
}

/** A probability for people; a dash where there is none. */
export function formatScore(score: number | null): string {
  return score === null ? '-' : score.toFixed(3);
}

function renderDecision(decision: Classification['decisions'][number]): string {
  const { label, score, threshold, decidedBy, clause, severity } = decision;
  const comparison = `${formatScore(score)} >= ${formatScore(threshold)}`;
  return `  ${label} ${comparison} by ${decidedBy}, ${clause}, severity ${severity}`;
}

function renderFindings(result: Classification): string[] {
  const terms = new Set(result.evidence.map(({ term, strength }) => `${term} (${strength})`));
  const findings: [string, string[]][] = [
    ['evidence', [...terms]],
    ['contacts', countKinds(result.contacts)],
    ['evasion', countKinds(result.evasion)],
    ['truncated', result.truncated ? ['the model read only the beginning'] : []],
  ];
  return findings.filter(([, values]) => values.length > 0).map(([name, values]) => `  ${name}: ${values.join(', ')}`);
}

/** `telegram`, or `zero_width x3` where a kind occurs more than once. */
export function countKinds(items: readonly { kind: string }[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => (count === 1 ? kind : `${kind} x${count}`));
}
