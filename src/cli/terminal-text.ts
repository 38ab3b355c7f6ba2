import { styleText } from 'node:util';
import type { Span } from '../result.ts';
import { mergeSpans } from '../spans.ts';

/** Control characters, and those that turn the direction of writing. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu;

/** Text that cannot steer a terminal: line breaks become spaces, other controls their visible signs. */
export function printable(text: string): string {
  return text.replace(CONTROLS, (control) => {
    const code = control.codePointAt(0)!;
    if (/\s/.test(control)) return ' ';
    return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\uFFFD';
  });
}

/** The text in one line with the spans marked: bold and underlined, or in square brackets without colour. */
export function markSpans(text: string, spans: readonly Span[], colour: boolean): string {
  let marked = '';
  let done = 0;
  for (const { start, end } of mergeSpans(spans)) {
    const inside = printable(text.slice(start, end));
    marked += printable(text.slice(done, start)) + (colour ? style('evidence', inside) : `[${inside}]`);
    done = end;
  }
  return marked + printable(text.slice(done));
}

const STYLES = {
  evidence: ['bold', 'underline'],
  heading: ['bold'],
  block: ['bold', 'red'],
  review: ['bold', 'yellow'],
  pass: ['green'],
} as const;

/** Styles `text` for a terminal. */
export function style(name: keyof typeof STYLES, text: string): string {
  // Whether to colour is decided by the caller, who knows the stream.
  return styleText([...STYLES[name]], text, { validateStream: false });
}
