import type { Evasion, FoldKind } from '../result.ts';
import { ACCENTED_UNITS, foldAccents } from './accents.ts';
import { CAPITAL_UNITS, foldCase } from './case.ts';
import { foldCombining, MARK_UNITS } from './combining.ts';
import { COMPAT_UNITS, foldCompat } from './compat.ts';
import { foldConfusables, LOOKALIKE_UNITS } from './confusables.ts';
import { createDraft, type Draft, offsetsOf, textOf } from './draft.ts';
import { EMOJI_UNITS, foldEmoji } from './emoji.ts';
import { foldHan, TRADITIONAL_UNITS } from './han.ts';
import { foldInvisible, INVISIBLE_UNITS } from './invisible.ts';
import { foldLeet } from './leet.ts';
import { OffsetMap } from './offsets.ts';
import { foldRadicals, RADICAL_UNITS } from './radicals.ts';
import { foldRepeats } from './repeats.ts';
import { foldSeparators } from './separators.ts';
import { ASCII_CAPITAL_BIT, buildTriggers, findTriggers, LEET_BIT, REPEAT_BIT, SEPARATOR_BIT } from './triggers.ts';

export { OffsetMap } from './offsets.ts';

/** Version of the canonical form. It changes with every change of a fold or a table that alters any folded text. */
export const NORMALIZER_VERSION: string = '2';

/** A text in canonical form. */
export interface Normalized {
  text: string;
  offsets: OffsetMap;
  /** What was written unusually: spans of the original in text order; touching ones of one kind are one. */
  folds: Evasion[];
}

export interface NormalizeOptions {
  /** Folds to leave out. */
  off?: readonly FoldKind[];
}

interface Fold {
  bit: number;
  /** The units that may wake the fold; absent where arrangements do. */
  units?: Uint8Array;
  /** Changes the draft and says whether it did. */
  run: (draft: Draft) => boolean;
}

/** The chain. Why each fold stands where it stands is told at its function. */
const FOLDS: readonly Fold[] = [
  { bit: 1 << 0, units: INVISIBLE_UNITS, run: foldInvisible },
  { bit: 1 << 1, units: MARK_UNITS, run: foldCombining },
  { bit: 1 << 2, units: COMPAT_UNITS, run: foldCompat },
  { bit: 1 << 3, units: ACCENTED_UNITS, run: foldAccents },
  { bit: 1 << 4, units: LOOKALIKE_UNITS, run: foldConfusables },
  { bit: (1 << 5) | ASCII_CAPITAL_BIT, units: CAPITAL_UNITS, run: foldCase },
  { bit: 1 << 6, units: TRADITIONAL_UNITS, run: foldHan },
  { bit: 1 << 7, units: RADICAL_UNITS, run: foldRadicals },
  { bit: 1 << 8, units: EMOJI_UNITS, run: foldEmoji },
  { bit: SEPARATOR_BIT, run: foldSeparators },
  { bit: LEET_BIT, run: foldLeet },
  { bit: REPEAT_BIT, run: foldRepeats },
];

const TRIGGERS: Uint16Array = buildTriggers(
  FOLDS.flatMap(({ bit, units }) => (units === undefined ? [] : [[bit & ~ASCII_CAPITAL_BIT, units] as const])),
);

/**
 * One fold can uncover work for an earlier one (letters set apart may turn out to be look-alikes), so the chain is
 * run until nothing changes. Two rounds are the rule; the limit keeps the time linear on made-up texts.
 */
const MOST_ROUNDS = 8;

/**
 * Folds a text to its canonical form: NFKC, small letters, simplified Chinese, nothing invisible, disguises
 * undone. Folding twice gives the same as folding once.
 *
 * @example
 * normalize('出.Ｕ').text; // '出u'
 */
export function normalize(text: string, options: NormalizeOptions = {}): Normalized {
  const draft = createDraft(text, new Set(options.off));
  let bits = findTriggers(draft.units, draft.length, TRIGGERS);
  if ((bits & ~ASCII_CAPITAL_BIT) === 0) {
    return { text: bits === 0 ? text : text.toLowerCase(), offsets: new OffsetMap(text, null, null), folds: [] };
  }
  const seen = new Int32Array(FOLDS.length).fill(-1);
  for (let round = 0; round < MOST_ROUNDS && runFolds(draft, bits, seen); round += 1) {
    bits = findTriggers(draft.units, draft.length, TRIGGERS);
  }
  return { text: textOf(draft, 0, draft.length), offsets: offsetsOf(draft), folds: inOrder(draft.folds) };
}

/**
 * Runs the folds that the bits name, save those that have found nothing since the last change.
 *
 * @param seen For each fold, the number of changes that it has seen; updated.
 * @returns Whether anything changed.
 */
function runFolds(draft: Draft, bits: number, seen: Int32Array): boolean {
  const before = draft.changes;
  for (let i = 0; i < FOLDS.length; i += 1) {
    const fold = FOLDS[i]!;
    if ((bits & fold.bit) === 0 || seen[i] === draft.changes) continue;
    seen[i] = draft.changes;
    if (fold.run(draft)) draft.changes += 1;
  }
  return draft.changes !== before;
}

function inOrder(folds: readonly Evasion[]): Evasion[] {
  const merged: Evasion[] = [];
  const lastOf = new Map<FoldKind, Evasion>();
  for (const fold of [...folds].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = lastOf.get(fold.kind);
    if (last !== undefined && fold.start <= last.end) last.end = Math.max(last.end, fold.end);
    else {
      const copy = { ...fold };
      merged.push(copy);
      lastOf.set(fold.kind, copy);
    }
  }
  return merged;
}
