import type { ExplainedHit, Explanation, HiddenTerm, StageScores } from '../explain.ts';
import { LABELS } from '../labels.ts';
import { countKinds, formatScore, renderClassification } from './render.ts';
import { printable, style } from './terminal-text.ts';

/** Every stage's view of one text, in the order in which the text met the stages. */
export function renderExplanation(text: string, explanation: Explanation, colour: boolean): string {
  const folds = countKinds(explanation.folds);
  const tokens = explanation.tokens.map(({ text: token, stem }) =>
    stem === null || stem === token ? token : `${token} (${stem})`,
  );
  const sections: [string, string[]][] = [
    ['Folded text', [explanation.folded, `folds: ${folds.length > 0 ? folds.join(', ') : 'none'}`]],
    ['Tokens', [tokens.join(' | ')]],
    ['Terms that count', explanation.hits.map((hit) => renderHit(text, hit))],
    ['Terms that do not count', explanation.hidden.map((term) => renderHidden(text, term))],
    [`Scores (windows read by the model: ${explanation.windows})`, renderScores(explanation.stages)],
  ];
  const rendered = sections.map(([title, lines]) => renderSection(title, lines, colour));
  const heading = colour ? style('heading', 'Result') : 'Result';
  return [...rendered, `${heading}\n${renderClassification(text, explanation.result, colour)}`].join('\n');
}

function renderSection(title: string, lines: readonly string[], colour: boolean): string {
  const heading = colour ? style('heading', title) : title;
  const body = lines.length > 0 ? lines : ['none'];
  return `${heading}\n${body.map((line) => `  ${printable(line)}\n`).join('')}`;
}

function renderHit(text: string, hit: ExplainedHit): string {
  const found = text.slice(hit.start, hit.end);
  const spelling = hit.variant === null ? '' : `, spelled ${hit.variant}`;
  return `${hit.start}-${hit.end} "${found}": ${hit.term}, ${hit.label}, ${hit.subAct}, ${hit.strength}${spelling}`;
}

function renderHidden(text: string, { term, label, why, start, end }: HiddenTerm): string {
  return `${start}-${end} "${text.slice(start, end)}": ${term}, ${label}: ${why}`;
}

function renderScores(stages: readonly StageScores[]): string[] {
  const labelWidth = Math.max(...LABELS.map((label) => label.length));
  const heading = `${''.padEnd(labelWidth)}  keyword   gate   skim  model  fused  threshold`;
  return [heading, ...stages.map((stage) => renderScore(stage, labelWidth))];
}

function renderScore(
  { label, keyword, gate, skimmer, model, fused, threshold }: StageScores,
  labelWidth: number,
): string {
  return [
    label.padEnd(labelWidth),
    formatScore(keyword).padStart(7),
    formatScore(gate).padStart(5),
    formatScore(skimmer).padStart(5),
    formatScore(model).padStart(5),
    formatScore(fused).padStart(5),
    formatScore(threshold).padStart(9),
  ].join('  ');
}
