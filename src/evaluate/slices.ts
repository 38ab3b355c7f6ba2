/** Upper ends of the length buckets, in UTF-16 code units. */
const LENGTH_ENDS = [20, 50, 100, 200, 500] as const;

/** Values that can slice a labelled file although it has no such column: `length` from the text, `month` from `date`. */
export const DERIVED_COLUMNS = ['length', 'month'] as const;

/** Stands for a row without value in a column. */
export const NO_VALUE = '(none)';

const ISO_MONTH = /^\d{4}-\d{2}/;

/** A row of a labelled file, as far as slicing reads it. */
export interface SlicedRow {
  text: string;
  fields: Readonly<Record<string, unknown>>;
}

/** The values of a row in a column, as text. A list puts the row into a slice for each of its values. */
export function valuesIn({ text, fields }: SlicedRow, column: string): string[] {
  if (!Object.hasOwn(fields, column)) {
    if (column === 'length') return [lengthBucket(text)];
    if (column === 'month') return [ISO_MONTH.exec(String(fields.date ?? ''))?.[0] ?? NO_VALUE];
  }
  const value = fields[column];
  const values = (Array.isArray(value) ? value : [value]).map((each) => String(each ?? ''));
  const present = values.filter((each) => each !== '');
  return present.length > 0 ? present : [NO_VALUE];
}

/** The indexes of the rows of every slice, named like `lang=zh`; the slices of a column in order of their values. */
export function sliceRows(rows: readonly SlicedRow[], columns: readonly string[]): Map<string, number[]> {
  const slices = new Map<string, number[]>();
  for (const column of columns) {
    const byValue = new Map<string, number[]>();
    for (const [index, row] of rows.entries()) {
      for (const value of new Set(valuesIn(row, column))) {
        const indexes = byValue.get(value);
        if (indexes === undefined) byValue.set(value, [index]);
        else indexes.push(index);
      }
    }
    const inOrder = [...byValue].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
    for (const [value, indexes] of inOrder) slices.set(`${column}=${value}`, indexes);
  }
  return slices;
}

function lengthBucket(text: string): string {
  const at = LENGTH_ENDS.findIndex((end) => text.length <= end);
  if (at === -1) return `over ${LENGTH_ENDS.at(-1)}`;
  return `${at === 0 ? 0 : LENGTH_ENDS[at - 1]! + 1}-${LENGTH_ENDS[at]}`;
}
