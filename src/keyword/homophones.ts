import { type Automaton, buildAutomaton, scan } from './automaton.ts';
import type { LexiconEntry, TermUse } from './lexicon-types.ts';
import type { Occurrence, Range } from './occurrences.ts';
import { soundsOf } from './sounds.ts';
import type { WordAcross } from './words-around.ts';

/** Terms by their sound. */
export interface SoundIndex {
  automaton: Automaton;
  /** By pattern: spellings (indices) that sound so. */
  spellingsOfPattern: readonly (readonly number[])[];
}

/** A stretch of text that sounds like a term and is not written like it. */
export interface Homophone extends Occurrence {
  /** As it stands in the folded text. */
  written: string;
}

/** Shorter terms sound like too much. */
const SHORTEST = 3;
const HAN_ALONE = /^\p{Script=Han}+$/u;

/** Indexes the spellings that hit an entry, are Han alone and long enough, and say something by themselves. */
export function indexSounds(
  spellings: readonly { text: string }[],
  usesOfSpelling: readonly (readonly TermUse[] | undefined)[],
): SoundIndex {
  const groups = new Map<string, number[]>();
  for (const [number, { text }] of spellings.entries()) {
    const uses = usesOfSpelling[number] ?? [];
    if (text.length < SHORTEST || !HAN_ALONE.test(text) || !uses.some(speaksForItself)) continue;
    const sound = soundsOf(text);
    groups.set(sound, [...(groups.get(sound) ?? []), number]);
  }
  return { automaton: buildAutomaton([...groups.keys()]), spellingsOfPattern: [...groups.values()] };
}

function speaksForItself({ entry, variant }: { entry: LexiconEntry; variant: string | null }): boolean {
  return entry.strength !== 'ambiguous' && variant === null;
}

/**
 * Finds stretches that sound like a term but are written with other characters, at most half of them, each of which is
 * no part of a word where it stands: in 木地板架子 the 架 belongs to 架子, in 地板架扫一只 it belongs to nothing.
 */
export function findHomophones(
  folded: string,
  index: SoundIndex,
  spellings: readonly { text: string }[],
  wordAcross: WordAcross,
): Homophone[] {
  const found = scan(index.automaton, soundsOf(folded));
  const homophones: Homophone[] = [];
  for (let i = 0; i < found.length; i += 3) {
    const [start, end] = [found[i + 1]!, found[i + 2]!];
    const written = folded.slice(start, end);
    const spelling = index.spellingsOfPattern[found[i]!]!.find((number) =>
      isMisspelt(written, spellings[number]!.text, start, wordAcross),
    );
    if (spelling !== undefined) homophones.push({ spelling, start, end, written });
  }
  return homophones;
}

function isMisspelt(written: string, term: string, start: number, wordAcross: WordAcross): boolean {
  const others = Array.from(written, (_, at) => at).filter((at) => written[at] !== term[at]);
  if (others.length === 0 || others.length > written.length / 2) return false;
  return others.every((at) => wordAcross(start + at) === null && wordAcross(start + at + 1) === null);
}

/** True when something else of the lexicon stands near; a homophone alone is a slip of the pen. */
export function hasCompany({ start, end }: Range, others: readonly Range[], near: number): boolean {
  return others.some((other) => {
    const apart = other.end <= start || other.start >= end;
    return apart && other.start < end + near && other.end > start - near;
  });
}
