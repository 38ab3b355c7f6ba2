import type { Evaluation } from '../evaluate/index.ts';
import { html, type Markup } from './html.ts';
import { drawIntervals } from './interval-chart.ts';
import { figureCell, table } from './table.ts';

const SHOWN = ['macro_f1', 'micro_f1', 'exact_match', 'fpr'] as const;
/** A picture of more slices is a list; the table has them all. */
const DRAWN = 40;

/** Every slice in a table, and in a picture how they differ from the whole. */
export async function slicesSection({ slices, figures }: Evaluation): Promise<Markup | string> {
  const named = Object.entries(slices);
  if (named.length === 0) return '';
  const rows = named.map(([name, slice]) => [
    name,
    String(slice.rows),
    ...SHOWN.map((figure) => figureCell(slice.figures[figure]!)),
  ]);
  const drawn = named.slice(0, DRAWN).map(([name, slice]) => ({ name, figure: slice.figures.micro_f1! }));
  const chart = await drawIntervals(
    drawn,
    figures.micro_f1!.value,
    'Micro F1 of each slice with its 95 % interval; the table has the numbers.',
  );
  return html`<section id="slices"><h2>Slices</h2>
<div class="beside"><figure><figcaption>Micro F1 with 95 % interval; dashed: all posts</figcaption>${chart}</figure>
${table('Figures of each slice', [['slice', 'posts', 'macro F1', 'micro F1', 'exact match', 'false alarms'], ...rows])}</div>
</section>`;
}
