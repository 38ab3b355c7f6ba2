import { CATEGORIES, type Category, isCategory } from '../labels.ts';
import type { Strength } from '../result.ts';
import type { SpellingTable } from './compile.ts';
import type { AllowEntry, Condition, LexiconEntry, LexiconVariant } from './lexicon-types.ts';
import { foldTerm } from './spelling.ts';
import { note, type Row, readTable, refuseMistakes, type Table } from './table.ts';

/** What the lines of a lexicon refer to. */
export interface LexiconContext {
  /** Category by sub-act. */
  subActs: ReadonlyMap<string, Category>;
  /** Folded members by set name. */
  sets: ReadonlyMap<string, readonly string[]>;
  table: SpellingTable;
}

const STRENGTHS: readonly Strength[] = ['anchor', 'supporting', 'ambiguous'];
const ENTRY_COLUMNS = ['term', 'strength', 'sub_act', 'needs', 'not_near', 'since', 'note'] as const;

/** Reads `sub-acts.tsv`: the finer acts and the category of each. */
export function readSubActs(files: readonly string[]): Map<string, Category> {
  const subActs = new Map<string, Category>();
  for (const file of files) {
    const table = readTable(file, ['sub_act', 'label', 'clause', 'note']);
    for (const { cells, line } of table.rows) {
      if (isCategory(cells.label)) subActs.set(cells.sub_act, cells.label);
      else note(table, line, `label "${cells.label}"`, CATEGORIES.join(', '), 'correct the cell');
    }
    refuseMistakes(table);
  }
  return subActs;
}

/** Reads `sets.tsv`: named lists of words for conditions, one member a line. */
export function readSets(files: readonly string[]): Map<string, string[]> {
  const sets = new Map<string, string[]>();
  for (const file of files) {
    const table = readTable(file, ['name', 'member']);
    for (const row of table.rows) {
      const folded = foldCell(table, row, 'member');
      const members = sets.get(row.cells.name) ?? [];
      if (folded !== '' && !members.includes(folded)) members.push(folded);
      sets.set(row.cells.name, members);
    }
    refuseMistakes(table);
  }
  return sets;
}

/** Reads the terms of the labels. In another file, a term of the same label replaces the earlier line. */
export function readEntries(
  files: readonly { file: string; label: Category }[],
  context: LexiconContext,
): LexiconEntry[] {
  const entries = new Map<string, LexiconEntry>();
  for (const { file, label } of files) {
    const table = readTable(file, ENTRY_COLUMNS);
    for (const entry of unique(
      table,
      table.rows.map((row) => toEntry(table, row, label, context)),
    )) {
      entries.set(`${label}\t${entry.folded}`, entry);
    }
    refuseMistakes(table);
  }
  return [...entries.values()];
}

function toEntry(
  table: Table<string>,
  row: Row<(typeof ENTRY_COLUMNS)[number]>,
  label: Category,
  context: LexiconContext,
): LexiconEntry {
  const { cells, line } = row;
  const strength = STRENGTHS.find((name) => name === cells.strength);
  if (strength === undefined) {
    note(table, line, `strength "${cells.strength}"`, STRENGTHS.join(', '), 'correct the cell');
  }
  if (context.subActs.get(cells.sub_act) !== label) {
    note(
      table,
      line,
      `sub_act "${cells.sub_act}"`,
      `one of ${label} in sub-acts.tsv`,
      'correct the cell or add it there',
    );
  }
  if (cells.since !== '' && !/^20\d\d$/.test(cells.since)) {
    note(table, line, `since "${cells.since}"`, 'a year or nothing', 'correct the cell');
  }
  return {
    label,
    term: cells.term,
    folded: foldCell(table, row, 'term'),
    strength: strength ?? 'ambiguous',
    subAct: cells.sub_act,
    needs: readCondition(table, row, 'needs', context),
    notNear: readCondition(table, row, 'not_near', context),
    since: cells.since === '' ? null : Number(cells.since),
    source: `${table.file}:${line}`,
  };
}

/** Reads `variants.tsv`: other ways to write the terms given (folded). */
export function readVariants(
  files: readonly string[],
  terms: ReadonlySet<string>,
  context: LexiconContext,
): LexiconVariant[] {
  const variants = new Map<string, LexiconVariant>();
  for (const file of files) {
    const table = readTable(file, ['variant', 'term', 'needs', 'note']);
    const read = table.rows.map((row): LexiconVariant => {
      const term = foldCell(table, row, 'term');
      if (term !== '' && !terms.has(term)) {
        note(table, row.line, `term "${row.cells.term}"`, 'a term of the lexicon', 'add the term or take the line out');
      }
      return {
        variant: row.cells.variant,
        folded: foldCell(table, row, 'variant'),
        term,
        needs: readCondition(table, row, 'needs', context),
        source: `${file}:${row.line}`,
      };
    });
    for (const variant of unique(table, read)) variants.set(variant.folded, variant);
    refuseMistakes(table);
  }
  return [...variants.values()];
}

/** Reads `allow.tsv`: phrases that hide the hits in them. */
export function readAllow(files: readonly string[], context: LexiconContext): AllowEntry[] {
  const allow = new Map<string, AllowEntry>();
  for (const file of files) {
    const table = readTable(file, ['phrase', 'near', 'note']);
    const read = table.rows.map((row): AllowEntry => {
      const near = readCondition(table, row, 'near', context);
      return { phrase: row.cells.phrase, folded: foldCell(table, row, 'phrase'), near, source: `${file}:${row.line}` };
    });
    for (const entry of unique(table, read)) allow.set(entry.folded, entry);
    refuseMistakes(table);
  }
  return [...allow.values()];
}

/** Within one file nothing may be said twice. */
function unique<Item extends { folded: string; source: string }>(table: Table<string>, items: readonly Item[]): Item[] {
  const first = new Map<string, Item>();
  for (const item of items) {
    const earlier = first.get(item.folded);
    if (item.folded === '') continue;
    if (earlier === undefined) first.set(item.folded, item);
    else {
      const line = Number(item.source.slice(item.source.lastIndexOf(':') + 1));
      note(table, line, `"${item.folded}" again`, `it once (as at ${earlier.source})`, 'take one of the two out');
    }
  }
  return [...first.values()];
}

function foldCell<Column extends string>(table: Table<string>, row: Row<Column>, column: Column): string {
  const folded = foldTerm(row.cells[column]);
  if (folded === '') {
    note(table, row.line, `${column} "${row.cells[column]}"`, 'text that is left after folding', 'correct the cell');
  }
  return folded;
}

/** Reads `literal|@set|...`; null for an empty cell. */
function readCondition<Column extends string>(
  table: Table<string>,
  row: Row<Column>,
  column: Column,
  context: LexiconContext,
): Condition | null {
  const cell = row.cells[column];
  return cell === '' ? null : context.table.condition(cell, () => readAlternatives(table, row, column, context));
}

/** The folded words of a cell: the members of each set, and each run of words that stand between sets. */
function readAlternatives<Column extends string>(
  table: Table<string>,
  row: Row<Column>,
  column: Column,
  { sets }: LexiconContext,
): (readonly string[])[] {
  const alternatives: (readonly string[])[] = [];
  let run: string[] | null = null;
  for (const written of row.cells[column].split('|')) {
    const alternative = written.trim();
    if (alternative.startsWith('@')) {
      const members = sets.get(alternative.slice(1));
      if (members !== undefined) alternatives.push(members);
      else
        note(table, row.line, `set "${alternative}" in ${column}`, 'a set of sets.tsv', 'correct it or add it there');
      run = null;
      continue;
    }
    const folded = foldTerm(alternative);
    if (folded === '') {
      note(table, row.line, `an empty alternative in ${column}`, 'text', 'take the | out or fill it');
    }
    if (run === null) {
      run = [];
      alternatives.push(run);
    }
    run.push(folded);
  }
  return alternatives;
}
