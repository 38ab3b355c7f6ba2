import type { Mark, Spec } from 'vega';
import type { CurvePoint, ReliabilityBin } from '../evaluate/index.ts';
import { html, type Markup, trusted } from './html.ts';

/** Sides of the plotting area of a square chart, in pixels; the page's script moves a dot in it. */
export const PLOT_SIZE = 190;

/** Where the axes of shares have marks. */
export const TICKS: number[] = [0, 0.2, 0.4, 0.6, 0.8, 1];

/**
 * Draws a Vega specification as SVG that takes its colours from the page: every mark has a class, and the style sheet
 * knows the classes. The margins are fixed, since Vega can only guess the width of texts here. `description` stands for the drawing where it cannot be seen.
 */
export async function draw(spec: Spec, description: string): Promise<Markup> {
  // Loaded when the first chart is drawn: nobody else should wait for it.
  const { parse, View } = await import('vega');
  const axis = {
    domain: false,
    ticks: false,
    labelFontSize: 11,
    titleFontSize: 11,
    titleFontWeight: 'normal' as const,
  };
  const config = { axis: { ...axis, aria: false }, background: null };
  const svg = await new View(parse({ ...spec, autosize: 'none' }, config), { renderer: 'none' }).toSVG();
  const named = html`<svg role="img" aria-label="${description}" `;
  return trusted(svg.replace(/^<svg /, named.markup));
}

function squareChart(xTitle: string, yTitle: string, data: Spec['data'], marks: Mark[]): Spec {
  const axis = { values: TICKS, format: '.1f', grid: true };
  return {
    width: PLOT_SIZE,
    height: PLOT_SIZE,
    padding: { left: 44, right: 14, top: 10, bottom: 40 },
    ...(data && { data }),
    scales: [
      { name: 'x', type: 'linear', domain: [0, 1], range: 'width' },
      { name: 'y', type: 'linear', domain: [0, 1], range: 'height' },
    ],
    axes: [
      { ...axis, orient: 'bottom', scale: 'x', title: xTitle, labelPadding: 6 },
      { ...axis, orient: 'left', scale: 'y', title: yTitle },
    ],
    marks,
  };
}

/** What every threshold reaches, and where the system stands; the dot has the class `current`. */
export function drawPrecisionRecall(
  curve: readonly CurvePoint[],
  current: Pick<CurvePoint, 'precision' | 'recall'> | null,
  description: string,
): Promise<Markup> {
  const at = (data: string, name: string, type: 'line' | 'symbol'): Mark => ({
    type,
    name,
    aria: false,
    from: { data },
    encode: {
      enter: {
        x: { scale: 'x', field: 'recall' },
        y: { scale: 'y', field: 'precision' },
        ...(type === 'line' ? { interpolate: { value: 'step-before' } } : { size: { value: 90 } }),
      },
    },
  });
  const data = [
    { name: 'points', values: [...curve] },
    { name: 'now', values: current === null ? [] : [current] },
  ];
  const marks = [at('points', 'curve', 'line'), at('now', 'current', 'symbol')];
  return draw(squareChart('recall', 'precision', data, marks), description);
}

/** How often a label is right at the scores that were given for it, beside the diagonal of a calibrated system. */
export function drawReliability(bins: readonly ReliabilityBin[], description: string): Promise<Markup> {
  const at = (name: string, type: 'line' | 'symbol'): Mark => ({
    type,
    name,
    aria: false,
    from: { data: 'bins' },
    encode: {
      enter: {
        x: { scale: 'x', field: 'score' },
        y: { scale: 'y', field: 'share' },
        ...(type === 'symbol' && { size: { value: 40 } }),
      },
    },
  });
  const diagonal: Mark = {
    type: 'rule',
    name: 'ideal',
    aria: false,
    encode: {
      enter: { x: { value: 0 }, y: { value: PLOT_SIZE }, x2: { value: PLOT_SIZE }, y2: { value: 0 } },
    },
  };
  const marks = [diagonal, at('curve', 'line'), at('bin', 'symbol')];
  return draw(squareChart('mean score', 'share right', [{ name: 'bins', values: [...bins] }], marks), description);
}
