import { createDraft, type Draft, textOf } from '../../src/normalize/draft.ts';
import type { Evasion } from '../../src/result.ts';

/** Runs one fold alone on a text. */
export function runAlone(fold: (draft: Draft) => boolean, text: string): { text: string; folds: Evasion[] } {
  const draft = createDraft(text, new Set());
  const changed = fold(draft);
  const folded = textOf(draft, 0, draft.length);
  if (changed !== (folded !== text)) throw new Error('a fold has to say whether it changed the text');
  return { text: folded, folds: draft.folds };
}
