import type { Draft } from './draft.ts';

/** Letters with a stroke or without a dot, which Unicode does not decompose but languages count as accented. */
const STROKES = 'łlŁLđdĐDøoØOıiħhĦHŧtŦT';

const BASE: Uint16Array = buildBase();
export const ACCENTED_UNITS: Uint8Array = Uint8Array.from(BASE, (base) => (base === 0 ? 0 : 1));

function buildBase(): Uint16Array {
  const base = new Uint16Array(0x10000);
  for (const [first, last] of [
    [0xc0, 0x24f],
    [0x1e00, 0x1eff],
  ] as const) {
    for (let unit = first; unit <= last; unit += 1) {
      const plain = String.fromCharCode(unit).normalize('NFD').charCodeAt(0);
      if (plain < 0x80) base[unit] = plain;
    }
  }
  for (let i = 0; i < STROKES.length; i += 2) base[STROKES.charCodeAt(i)] = STROKES.charCodeAt(i + 1);
  return base;
}

/**
 * Takes the accents off Latin letters, silently: café and naïve are no evasion, yet ïnvést must meet the term
 * "invest". After NFKC, which has composed letter and accent; before look-alikes, so that a word of accented
 * letters is not taken for one of a foreign script.
 */
export function foldAccents(draft: Draft): boolean {
  const { units, length } = draft;
  let changed = false;
  for (let i = 0; i < length; i += 1) {
    const base = BASE[units[i]!]!;
    if (base === 0) continue;
    units[i] = base;
    changed = true;
  }
  return changed;
}
