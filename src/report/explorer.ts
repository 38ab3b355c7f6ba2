import { type Columns, labelColumn } from '../evaluate/index.ts';
import { isCategory, LABELS, type Label } from '../labels.ts';
import { html, type Markup, trusted } from './html.ts';

/** Sliders that move the thresholds; the page's script computes anew what they change. */
export function explorerSection(columns: Columns, thresholds: Readonly<Record<Label, number>>): Markup {
  const labels = LABELS.filter((label) => labelColumn(columns, label) !== null);
  if (labels.length === 0) {
    return html`<section id="explorer"><h2>Thresholds</h2><p>The system gives no scores, so there is no threshold to move.</p></section>`;
  }
  return html`<section id="explorer"><h2>Thresholds</h2>
<p>Move a threshold and see what it changes, on the ${columns.rowCount} posts of this page. They start where the labels were given.</p>
<div class="scroll" role="region" tabindex="0" aria-label="Threshold explorer"><table class="explorer">
<caption>Figures at the thresholds chosen</caption>
<thead><tr><th scope="col">label</th><th scope="col">threshold</th>${COUNTED.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>\n${labels.map((label) => control(label, thresholds[label]))}</tbody></table></div>
<p class="totals" id="totals" aria-live="polite"></p>
<p><button type="button" id="reset">Back to the start</button></p>
<noscript><p>The explorer needs JavaScript; everything else on this page does not.</p></noscript>
${dataOf(columns, labels, thresholds)}
</section>`;
}

const COUNTED = ['precision', 'recall', 'F1', 'right', 'wrong', 'missed'];

function control(label: Label, threshold: number): Markup {
  const attributes = html`min="0" max="1" step="0.001" value="${threshold}" data-label="${label}"`;
  return html`<tr data-label="${label}"><th scope="row">${label}</th>
<td><div class="control"><input type="range" ${attributes} aria-label="Threshold of ${label}">
<input type="number" ${attributes} aria-label="Threshold of ${label}, as a number"></div></td>${COUNTED.map(() => html`<td></td>`)}</tr>\n`;
}

/** The scores as 32-bit floats and the gold labels as bits, which is a tenth of what they are as text. */
function dataOf(columns: Columns, labels: readonly Label[], thresholds: Readonly<Record<Label, number>>): Markup {
  const data = labels.map((label) => ({
    label,
    category: isCategory(label),
    threshold: thresholds[label],
    scores: base64(Float32Array.from(columns.scores[label]!)),
    gold: base64(columns.gold[label]!),
  }));
  // Base64 and label names hold no "<", so nothing in here can end the script.
  return trusted(`<script type="application/json" id="data">${JSON.stringify(data)}</script>`);
}

function base64({ buffer, byteOffset, byteLength }: Float32Array | Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
