import type { Mark, Spec } from 'vega';
import type { Figure } from '../evaluate/index.ts';
import { draw, TICKS } from './charts.ts';
import type { Markup } from './html.ts';

const ROW_HEIGHT = 22;
const WIDTH = 180;
/** Longer names, in Latin letters, end in dots: beside the axis the whole must fit a narrow screen. */
const LONGEST_NAME = 20;
const MARGINS = { left: 140, right: 14, top: 4, bottom: 24 };
const WIDE = /[\u1100-\u115f\u2e80-\uffdc]/;

/** A figure with its name. */
export interface NamedFigure {
  name: string;
  figure: Figure;
}

/** Figures with their intervals, one below the other, beside a line at `reference`. */
export function drawIntervals(
  figures: readonly NamedFigure[],
  reference: number | null,
  description: string,
): Promise<Markup> {
  const values = figures
    .map(({ name, figure }) => ({ name, short: shortened(name), ...figure }))
    .filter(({ value }) => value !== null);
  const height = values.length * ROW_HEIGHT;
  const spec: Spec = {
    width: WIDTH,
    height,
    padding: MARGINS,
    data: [{ name: 'figures', values }],
    scales: [
      { name: 'x', type: 'linear', domain: [0, 1], range: 'width' },
      { name: 'y', type: 'band', domain: { data: 'figures', field: 'name' }, range: 'height' },
    ],
    axes: [{ orient: 'bottom', scale: 'x', values: TICKS, format: '.1f', grid: true }],
    marks: [...(reference === null ? [] : [referenceMark(reference, height)]), ...intervalMarks(), nameMark()],
  };
  return draw(spec, description);
}

function referenceMark(reference: number, height: number): Mark {
  const x = { scale: 'x', value: reference };
  return { type: 'rule', name: 'ideal', aria: false, encode: { enter: { x, y: { value: 0 }, y2: { value: height } } } };
}

function intervalMarks(): Mark[] {
  const y = { scale: 'y', field: 'name', band: 0.5 };
  const field = (name: string) => ({ scale: 'x', field: name });
  const common = { aria: false, from: { data: 'figures' } };
  return [
    { ...common, type: 'rule', name: 'interval', encode: { enter: { x: field('low'), x2: field('high'), y } } },
    { ...common, type: 'symbol', name: 'bin', encode: { enter: { x: field('value'), y, size: { value: 50 } } } },
  ];
}

/** Written as a mark, because an axis cannot shorten the names and still tell equal beginnings apart. */
function nameMark(): Mark {
  const place = { x: { value: -8 }, y: { scale: 'y', field: 'name', band: 0.5 } };
  const style = { align: { value: 'right' }, baseline: { value: 'middle' }, fontSize: { value: 11 } } as const;
  const enter = { ...place, ...style, text: { field: 'short' } };
  return { type: 'text', name: 'name', aria: false, from: { data: 'figures' }, encode: { enter } };
}

/** The beginning of a name that is too long; a Chinese character counts for two letters. */
function shortened(name: string): string {
  let width = 0;
  const characters = [...name];
  const end = characters.findIndex((character) => {
    width += WIDE.test(character) ? 2 : 1;
    return width > LONGEST_NAME;
  });
  return end === -1 ? name : `${characters.slice(0, end).join('')}…`;
}
