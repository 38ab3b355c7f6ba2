import { CATEGORIES, type Category } from '../labels.ts';
import type { Evidence } from '../result.ts';
import { mergeSpans } from '../spans.ts';
import { html, type Markup } from './html.ts';
import type { ReportedRow } from './input.ts';

/** Posts shown of either kind of error. */
const SHOWN = 25;
/** UTF-16 units shown of a post. */
const LONGEST = 2000;

/** A label that should not have been given, or should have. */
interface LabelError {
  row: ReportedRow;
  label: Category;
  /** Probability, by the system, of what is wrong; 0.5 where it says none. */
  sureness: number;
}

/** The errors of which the system was surest, with what it points to in the text. */
export function errorsSection(rows: readonly ReportedRow[], redact: boolean): Markup {
  const alarms = errorsIn(rows, (given, gold) => given && !gold);
  const misses = errorsIn(rows, (given, gold) => !given && gold);
  const hidden = redact ? html`<p>Texts are left out of this copy.</p>` : '';
  return html`<section id="errors"><h2>Worst errors</h2>
<p>The surest first. An error here is a difference from the file, which may be wrong itself.</p>${hidden}
${errorList('Given, but not in the file', alarms, redact)}
${errorList('In the file, but not given', misses, redact)}
</section>`;
}

function errorsIn(rows: readonly ReportedRow[], isError: (given: boolean, gold: boolean) => boolean): LabelError[] {
  const errors = rows.flatMap((row) =>
    CATEGORIES.filter((label) => isError(row.answer.labels.includes(label), row.gold.labels.includes(label))).map(
      (label) => ({ row, label, sureness: sureness(row, label) }),
    ),
  );
  return errors.sort((a, b) => b.sureness - a.sureness);
}

function sureness({ answer }: ReportedRow, label: Category): number {
  const score = answer.scores[label] ?? 0.5;
  return answer.labels.includes(label) ? score : 1 - score;
}

function errorList(title: string, errors: readonly LabelError[], redact: boolean): Markup {
  const shown = errors.slice(0, SHOWN);
  const count = errors.length > shown.length ? `${shown.length} of ${errors.length}` : String(errors.length);
  return html`<details open><summary><h3>${title} (${count})</h3></summary>
<ol class="errors">\n${shown.map((error) => errorItem(error, redact))}</ol></details>`;
}

function errorItem({ row, label }: LabelError, redact: boolean): Markup {
  const { id, gold, answer, text, evidence } = row;
  const score = answer.scores[label];
  const terms = [...new Set(evidence.map(({ term, label: of }) => `${term} (${of})`))];
  return html`<li><p class="facts"><code>${id}</code> <strong>${label}</strong>${score === undefined ? '' : ` at ${score.toFixed(3)}`};
file: ${names(gold.labels)}; given: ${names(answer.labels)}</p>
${redact || text === '' ? '' : html`<p class="text" dir="auto">${marked(text, evidence)}</p>`}
${terms.length === 0 ? '' : html`<p class="terms">evidence: ${terms.join(', ')}</p>`}</li>\n`;
}

function names(labels: readonly string[]): string {
  return labels.length === 0 ? 'none' : labels.join(', ');
}

/** The text, or its beginning, with the evidence marked. */
function marked(text: string, evidence: readonly Evidence[]): Markup[] {
  const shown = text.slice(0, LONGEST).toWellFormed();
  const rest = text.length - shown.length;
  const parts: Markup[] = [];
  let done = 0;
  for (const { start, end } of mergeSpans(evidence).filter((span) => span.end <= shown.length)) {
    parts.push(html`${shown.slice(done, start)}<mark>${shown.slice(start, end)}</mark>`);
    done = end;
  }
  const note = rest > 0 ? html` <small>(and ${rest} more units)</small>` : '';
  return [...parts, html`${shown.slice(done)}${note}`];
}
