import type { Evasion, FoldKind } from '../result.ts';
import { OffsetMap } from './offsets.ts';

/** A text on its way through the folds. */
export interface Draft {
  readonly original: string;
  /** UTF-16 code units, `length` of them. Folds that keep the length write here directly. */
  units: Uint16Array;
  length: number;
  /** Per unit, the span of the original that it stands for; null while nothing has moved. */
  starts: Int32Array | null;
  ends: Int32Array | null;
  /** Counts the changes, so that a fold that has seen the latest is not run again. */
  changes: number;
  /** What was reported, in spans of the original, in no order. */
  readonly folds: Evasion[];
  readonly off: ReadonlySet<FoldKind>;
}

/** Replaces the units `[start, end)` of a draft. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export function createDraft(original: string, off: ReadonlySet<FoldKind>): Draft {
  const units = new Uint16Array(original.length);
  for (let i = 0; i < original.length; i += 1) units[i] = original.charCodeAt(i);
  return { original, units, length: original.length, starts: null, ends: null, changes: 0, folds: [], off };
}

/** Notes that the units `[start, end)` were written unusually. To be called before the edit that removes them. */
export function report(draft: Draft, kind: FoldKind, start: number, end: number): void {
  const from = draft.starts === null ? start : draft.starts[start]!;
  const to = draft.ends === null ? end : draft.ends[end - 1]!;
  const last = draft.folds.at(-1);
  // Joined as they come, so that a megabyte of one sign makes one span and not a million.
  if (last !== undefined && last.kind === kind && last.end === from) last.end = to;
  else draft.folds.push({ kind, start: from, end: to });
}

/** Below this length a loop is faster than a view of the memory. */
const SHORT = 32;

/**
 * Carries out edits that are in order and do not overlap. This is the one place where offsets are composed:
 * every unit of a replacement stands for all that was replaced.
 *
 * @returns Whether there was anything to do.
 */
export function applyEdits(draft: Draft, edits: readonly Edit[]): boolean {
  if (edits.length === 0) return false;
  let length = draft.length;
  for (const edit of edits) length += edit.text.length - (edit.end - edit.start);
  const from: Stretch = {
    units: draft.units,
    starts: draft.starts ?? counting(draft.length, 0),
    ends: draft.ends ?? counting(draft.length, 1),
  };
  const to: Stretch = { units: new Uint16Array(length), starts: new Int32Array(length), ends: new Int32Array(length) };
  let read = 0;
  let write = 0;
  for (const { start, end, text } of edits) {
    copy(from, read, start, to, write);
    write += start - read;
    for (let i = 0; i < text.length; i += 1) {
      to.units[write] = text.charCodeAt(i);
      to.starts[write] = from.starts[start]!;
      to.ends[write] = from.ends[end - 1]!;
      write += 1;
    }
    read = end;
  }
  copy(from, read, draft.length, to, write);
  Object.assign(draft, to, { length });
  return true;
}

interface Stretch {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
}

function copy(from: Stretch, start: number, end: number, to: Stretch, at: number): void {
  if (end - start < SHORT) {
    for (let i = start, k = at; i < end; i += 1, k += 1) {
      to.units[k] = from.units[i]!;
      to.starts[k] = from.starts[i]!;
      to.ends[k] = from.ends[i]!;
    }
    return;
  }
  to.units.set(from.units.subarray(start, end), at);
  to.starts.set(from.starts.subarray(start, end), at);
  to.ends.set(from.ends.subarray(start, end), at);
}

function counting(length: number, first: number): Int32Array {
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i += 1) numbers[i] = first + i;
  return numbers;
}

/** The units `[start, end)` of a draft as a string. */
export function textOf(draft: Draft, start: number, end: number): string {
  const { units } = draft;
  if (end - start < SHORT) {
    let text = '';
    for (let i = start; i < end; i += 1) text += String.fromCharCode(units[i]!);
    return text;
  }
  // Not TextDecoder, which would replace lone surrogates.
  return Buffer.from(units.buffer, start * units.BYTES_PER_ELEMENT, (end - start) * units.BYTES_PER_ELEMENT).toString(
    'utf16le',
  );
}

export function offsetsOf(draft: Draft): OffsetMap {
  return new OffsetMap(draft.original, draft.starts, draft.ends);
}
