import { type Figure, numberText } from '../evaluate/index.ts';
import { html, type Markup } from './html.ts';

/**
 * A table whose first column names the rows. It scrolls by itself on a narrow screen, and by keyboard.
 *
 * @param rows The first row holds the headings.
 */
export function table(caption: string, rows: readonly (readonly (string | Markup)[])[]): Markup {
  const [headings = [], ...body] = rows;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>
${body.map(
  ([name = '', ...cells]) =>
    html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
)}</tbody>
</table></div>`;
}

/** A figure, its interval below it. */
export function figureCell({ value, low, high }: Figure): Markup {
  const interval = low === null || high === null ? '' : `${numberText(low)} – ${numberText(high)}`;
  return html`${numberText(value)}<small>${interval}</small>`;
}
