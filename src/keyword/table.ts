import { readFileSync } from 'node:fs';
import { CoinscreenError } from '../errors.ts';

const MOST_MISTAKES = 20;

/** One line of a table, its cells by column name. */
export interface Row<Column extends string> {
  cells: Record<Column, string>;
  line: number;
}

/** A table of a lexicon file, which gathers what is wrong with the file. */
export interface Table<Column extends string> {
  file: string;
  rows: Row<Column>[];
  /** Messages that begin with `file:line`. */
  mistakes: string[];
}

/**
 * Reads tab-separated lines under a header line; `#` comment lines and blank lines are passed over, and
 * empty cells at the end of a line may be left out.
 */
export function readTable<Column extends string>(file: string, columns: readonly Column[]): Table<Column> {
  const table: Table<Column> = { file, rows: [], mistakes: [] };
  let header = false;
  for (const [index, text] of readFileSync(file, 'utf8').split(/\r?\n/).entries()) {
    if (text.trim() === '' || text.startsWith('#')) continue;
    const cells = text.split('\t').map((cell) => cell.trim());
    if (!header) {
      header = true;
      if (cells.join('\t') !== columns.join('\t')) {
        note(
          table,
          index + 1,
          `header "${cells.join(' ')}"`,
          `"${columns.join(' ')}"`,
          'write these columns, with tabs between',
        );
        break;
      }
    } else if (cells.length > columns.length) {
      note(
        table,
        index + 1,
        `${cells.length} cells`,
        `at most ${columns.length}`,
        'take out the tabs that are too many',
      );
    } else {
      const named = columns.map((column, at) => [column, cells[at] ?? ''] as const);
      table.rows.push({ cells: Object.fromEntries(named) as Record<Column, string>, line: index + 1 });
    }
  }
  return table;
}

/** Notes a mistake: what was found, what was expected, what to do. */
export function note(table: Table<string>, line: number, found: string, expected: string, remedy: string): void {
  table.mistakes.push(`${table.file}:${line}: found ${found}, expected ${expected}; ${remedy}`);
}

/**
 * Refuses a file with mistakes, all of them in one message.
 *
 * @throws CoinscreenError `LEXICON_INVALID`.
 */
export function refuseMistakes(table: Table<string>): void {
  if (table.mistakes.length === 0) return;
  const shown = table.mistakes.slice(0, MOST_MISTAKES);
  if (shown.length < table.mistakes.length) shown.push(`and ${table.mistakes.length - shown.length} more`);
  throw new CoinscreenError('LEXICON_INVALID', shown.join('\n'));
}
