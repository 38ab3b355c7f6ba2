import type { Category } from '../labels.ts';
import type { Strength } from '../result.ts';
import type { Automaton } from './automaton.ts';
import type { SoundIndex } from './homophones.ts';
import type { Spelling } from './spelling.ts';

/** Words of which any will do: a set of `sets.tsv`, made once for all cells that name it, or words that stand in a cell. */
export interface WordSet {
  /** In folded form. */
  words: readonly string[];
  /** The same as indices into `Lexicon.spellings`. */
  spellings: ReadonlySet<number>;
}

/** Alternatives of which one must stand near a hit (`needs`, `near`) or none may (`not_near`). */
export interface Condition {
  alternatives: readonly WordSet[];
}

/** One line of a label's file: a term that points to a category. */
export interface LexiconEntry {
  label: Category;
  /** As the file writes it. */
  term: string;
  folded: string;
  strength: Strength;
  /** The finer act, from `sub-acts.tsv`. */
  subAct: string;
  needs: Condition | null;
  notNear: Condition | null;
  /** Year since which the term is known in use. */
  since: number | null;
  /** Where the line stands, as `file:line`. */
  source: string;
}

/** Another way in which a term is written to get past filters. */
export interface LexiconVariant {
  variant: string;
  folded: string;
  /** The folded term that it stands for; every entry with that term is meant. */
  term: string;
  needs: Condition | null;
  source: string;
}

/** A phrase that hides the hits which it overlaps. */
export interface AllowEntry {
  phrase: string;
  folded: string;
  near: Condition | null;
  source: string;
}

/** A way to hit an entry: by its own spelling, or by a variant with a condition of its own. */
export interface TermUse {
  entry: LexiconEntry;
  /** The variant as the file writes it; null for the term itself. */
  variant: string | null;
  needs: Condition | null;
}

/** A loaded lexicon: plain data, never changed, so that a running classifier can exchange it whole. */
export interface Lexicon {
  /** First 8 hex digits of the SHA-256 of the folded content: equal versions find equal hits. */
  version: string;
  entries: readonly LexiconEntry[];
  variants: readonly LexiconVariant[];
  allow: readonly AllowEntry[];
  spellings: readonly Spelling[];
  automaton: Automaton;
  /** Spellings (indices) that share a pattern of the automaton. */
  spellingsOfPattern: readonly (readonly number[])[];
  /** Those of them that are terms or allowed phrases; undefined where all only serve conditions. */
  termsOfPattern: readonly (readonly number[] | undefined)[];
  /** By spelling: the entries that it hits; undefined where it is only a condition or an allowed phrase. */
  usesOfSpelling: readonly (readonly TermUse[] | undefined)[];
  /** Terms by their sound, for those written with other characters. */
  sounds: SoundIndex;
  /** By spelling: the allow entries that it is the phrase of. */
  allowOfSpelling: readonly (readonly AllowEntry[] | undefined)[];
}
