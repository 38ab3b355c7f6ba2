import { displayWidth } from './display-width.ts';

/** Lines of text in columns; the first column to the left, numbers to the right. */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row.map((cell, column) => {
      const padding = ' '.repeat(widths[column]! - displayWidth(cell));
      return column === 0 ? cell + padding : padding + cell;
    }),
  );
  return lines.map((cells) => `${cells.join('  ').trimEnd()}\n`).join('');
}
