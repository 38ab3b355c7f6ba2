import {
  type Columns,
  type Figures,
  figureName,
  labelColumn,
  numberText,
  precisionRecallCurve,
  reliabilityBins,
} from '../evaluate/index.ts';
import { LABELS, type Label } from '../labels.ts';
import { drawPrecisionRecall, drawReliability, PLOT_SIZE } from './charts.ts';
import { html, type Markup } from './html.ts';

/** Nearer points of a curve fall on one pixel. */
const RESOLUTION = 1 / PLOT_SIZE;

/** Both curves of every label that has scores. */
export async function curvesSection(columns: Columns, figures: Figures): Promise<Markup | string> {
  const panels: Markup[] = [];
  for (const label of LABELS) {
    const column = labelColumn(columns, label);
    if (column === null) continue;
    const value = (metric: Parameters<typeof figureName>[1]) => figures[figureName(label, metric)]!.value;
    const [precision, recall] = [value('precision'), value('recall')];
    const ranking = await drawPrecisionRecall(
      precisionRecallCurve(column, RESOLUTION),
      precision === null || recall === null ? null : { precision, recall },
      `${label}: precision against recall. Average precision ${numberText(value('average_precision'))}; ` +
        `precision ${numberText(precision)} and recall ${numberText(recall)} at the threshold.`,
    );
    const calibration = await drawReliability(
      reliabilityBins(column),
      `${label}: share right against mean score. Expected calibration error ${numberText(value('ece'))}.`,
    );
    panels.push(panel(label, ranking, calibration));
  }
  if (panels.length === 0) return '';
  return html`<section id="curves"><h2>Curves</h2>
<p>Left: what each threshold reaches; the dot is the threshold in use and follows the explorer below. Right: the share of posts
that have the label among those of similar score; on the dashed line a score of 0.8 is right 8 times in 10.</p>
<div class="panels">\n${panels}</div></section>`;
}

function panel(label: Label, ranking: Markup, calibration: Markup): Markup {
  return html`<figure class="panel" data-label="${label}" data-size="${PLOT_SIZE}"><figcaption>${label}</figcaption>
<div class="charts">${ranking}${calibration}</div></figure>\n`;
}
