import type { KeywordMatch } from './match.ts';

/** The folded text with every disguised term as the lexicon writes it: what the gate and the transformer read. */
export function spellOut(folded: string, { hits }: KeywordMatch): string {
  let read = 0;
  let plain = '';
  for (const { entry, start, end, variant } of [...hits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (variant === null || start < read) continue;
    plain += folded.slice(read, start) + entry.folded;
    read = end;
  }
  return plain + folded.slice(read);
}
