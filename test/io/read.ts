import type { Row, Table } from '../../src/io/index.ts';
import { answerWriter, type Format, isRefusal, type Refusal } from '../../src/io/index.ts';
import { fakeResult } from './fake-result.ts';

/** `source` in pieces of `size` bytes, so that tests cut inside characters and line breaks. */
export async function* bytesOf(source: string | Uint8Array, size = 3): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(source);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Everything that `items` yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A table read to its end: its rows, its refusals, and the output with a fake result on every row. */
export async function readAll(
  table: Table,
  format: Format,
): Promise<{ rows: Row[]; refusals: Refusal[]; output: string }> {
  const items = await collect(table.rows);
  const rows = items.filter((item) => !isRefusal(item)) as Row[];
  const writeAnswer = await answerWriter(format);
  const output = table.header + rows.map((row) => row.withAnswer(writeAnswer(fakeResult(row.text)))).join('');
  return { rows, refusals: items.filter(isRefusal), output };
}
