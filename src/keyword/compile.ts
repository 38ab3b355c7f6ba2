import { buildAutomaton } from './automaton.ts';
import { indexSounds } from './homophones.ts';
import type {
  AllowEntry,
  Condition,
  Lexicon,
  LexiconEntry,
  LexiconVariant,
  TermUse,
  WordSet,
} from './lexicon-types.ts';
import { type Spelling, toSpelling } from './spelling.ts';

/** Gives every folded spelling of the lexicon one number, whatever it is used for. */
export class SpellingTable {
  readonly spellings: Spelling[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #conditions = new Map<string, Condition>();
  readonly #wordSets = new Map<readonly string[], WordSet>();

  /** The number of a folded text, new or known. */
  number(folded: string): number {
    const known = this.#numbers.get(folded);
    if (known !== undefined) return known;
    this.#numbers.set(folded, this.spellings.length);
    this.spellings.push(toSpelling(folded));
    return this.spellings.length - 1;
  }

  /**
   * The condition that a cell spells out. Hundreds of lines share a few long ones, so each is made once.
   *
   * @param alternatives Gives the folded words by set, when the cell is new; a list is known again by its identity.
   */
  condition(cell: string, alternatives: () => readonly (readonly string[])[]): Condition {
    const known = this.#conditions.get(cell);
    if (known !== undefined) return known;
    const condition = { alternatives: alternatives().map((words) => this.#wordSet(words)) };
    this.#conditions.set(cell, condition);
    return condition;
  }

  #wordSet(words: readonly string[]): WordSet {
    const known = this.#wordSets.get(words);
    if (known !== undefined) return known;
    const wordSet = { words, spellings: new Set(words.map((word) => this.number(word))) };
    this.#wordSets.set(words, wordSet);
    return wordSet;
  }
}

/** What the files of a lexicon say, read and checked. */
export interface LexiconContent {
  entries: readonly LexiconEntry[];
  variants: readonly LexiconVariant[];
  allow: readonly AllowEntry[];
}

/** Puts everything that is looked for into one automaton: one pass finds terms, variants, phrases and conditions. */
export function compileLexicon(content: LexiconContent, table: SpellingTable, version: string): Lexicon {
  const usesOfSpelling: TermUse[][] = [];
  for (const entry of content.entries) {
    add(usesOfSpelling, table.number(entry.folded), { entry, variant: null, needs: null });
  }
  for (const { variant, folded, term, needs } of content.variants) {
    const uses = usesOfSpelling[table.number(term)]?.filter((use) => use.variant === null) ?? [];
    for (const { entry } of uses) add(usesOfSpelling, table.number(folded), { entry, variant, needs });
  }
  const allowOfSpelling: AllowEntry[][] = [];
  for (const allow of content.allow) add(allowOfSpelling, table.number(allow.folded), allow);
  const patterns = groupByPattern(table.spellings);
  return {
    version,
    ...content,
    spellings: table.spellings,
    usesOfSpelling,
    allowOfSpelling,
    sounds: indexSounds(table.spellings, usesOfSpelling),
    automaton: buildAutomaton([...patterns.keys()]),
    spellingsOfPattern: [...patterns.values()],
    termsOfPattern: [...patterns.values()].map((numbers) => {
      const terms = numbers.filter((number) => usesOfSpelling[number] ?? allowOfSpelling[number]);
      return terms.length === 0 ? undefined : terms;
    }),
  };
}

function add<Item>(lists: Item[][], at: number, item: Item): void {
  lists[at] = [...(lists[at] ?? []), item];
}

/** Different spellings may share a pattern, as "trade" and "trading" share "trad". */
function groupByPattern(spellings: readonly Spelling[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const [number, { pattern }] of spellings.entries()) {
    const group = groups.get(pattern);
    if (group === undefined) groups.set(pattern, [number]);
    else group.push(number);
  }
  return groups;
}
