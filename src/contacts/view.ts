import type { Contact, ContactKind, Span } from '../result.ts';

/** One reading of a post: as it was written, or folded. */
export interface View {
  text: string;
  /** The post as the caller passed it in; case-sensitive checks read it. */
  original: string;
  /** The original span of a half-open UTF-16 span of `text`. */
  toOriginal(start: number, end: number): Span;
}

/** Finds the contacts of one family in a view; spans are of the original, in no promised order, and may overlap. */
export type Finder = (view: View) => Contact[];

export function contactAt(view: View, kind: ContactKind, start: number, end: number): Contact {
  const span = view.toOriginal(start, end);
  return { kind, start: span.start, end: span.end };
}

/** The original writing of `[start, end)` of a view. */
export function originalSlice(view: View, start: number, end: number): string {
  const span = view.toOriginal(start, end);
  return view.original.slice(span.start, span.end);
}

/** A regular expression source that matches any of the strings, the longest first so that none hides another. */
export function anyOf(words: readonly string[]): string {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return `(?:${escaped.sort((a, b) => b.length - a.length).join('|')})`;
}
