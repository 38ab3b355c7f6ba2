import { describe, expect, test } from 'vitest';
import { compareRows } from '../../src/evaluate/index.ts';
import { CATEGORIES } from '../../src/labels.ts';
import { renderReport } from '../../src/report/index.ts';
import { sampleInput, sampleRows } from './sample.ts';

describe('renderReport', () => {
  test('is one file that asks for nothing else', async () => {
    const page = await renderReport(sampleInput());
    expect(page).toContain('default-src &#39;none&#39;');
    expect(page).not.toMatch(/\b(src|srcset|action)=|@import|url\(/);
    // Namespaces and links inside the page are the only addresses.
    const addresses = [...page.matchAll(/(?:href|xmlns[:\w]*)="([^"]*)"/g)].map(([, address]) => address!);
    expect(addresses.filter((address) => !/^#|^http:\/\/www\.w3\.org\//.test(address))).toEqual([]);
  });

  test('escapes what comes from files', async () => {
    const page = await renderReport(sampleInput());
    expect(page).toContain('gold &lt;1&gt;.jsonl');
    expect(page).toContain('lang=&lt;i&gt;');
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toMatch(/<i>|<b>|gold <1>/);
  });

  test('draws two curves for each label with scores, each described in words', async () => {
    const page = await renderReport(sampleInput());
    const drawings = [...page.matchAll(/<svg role="img" aria-label="([^"]+)"/g)].map(([, label]) => label!);
    expect(drawings).toHaveLength(2 * 5 + 1);
    expect(drawings[0]).toMatch(/^issuance: precision against recall\. Average precision 0\.\d{3}; precision 0\.500 /);
  });

  test('marks the evidence, the surest errors first', async () => {
    const page = await renderReport(sampleInput());
    expect(page).toContain('&lt;b&gt;<mark>sells</mark>&lt;/b&gt;');
    expect(page).toContain('evidence: a&lt;b (issuance)');
    const scores = [...page.matchAll(/<strong>\w+<\/strong> at (0\.\d+)/g)].map(([, score]) => Number(score));
    const [alarms, misses] = [scores.slice(0, 16), scores.slice(16)];
    expect(alarms).toEqual([...alarms].sort((a, b) => b - a));
    expect(misses).toEqual([...misses].sort((a, b) => a - b));
    expect(scores).toHaveLength(32);
  });

  test('shows the beginning of a very long post', async () => {
    const [row] = sampleRows(4).slice(2);
    const long = { ...row!, text: `${row!.text}${'x'.repeat(1990)}${'🙂'.repeat(50_000)}` };
    const page = await renderReport(sampleInput(4, { rows: [long] }));
    expect(page).toContain('<mark>sells</mark>');
    expect(page).toMatch(/x+\uFFFD? <small>\(and \d+ more units\)<\/small>/);
    expect(page.length).toBeLessThan(100_000);
  });

  test('redacted, it holds no text', async () => {
    const page = await renderReport(sampleInput(64, { redact: true }));
    expect(page).not.toContain('sells');
    expect(page).toContain('evidence: a&lt;b (issuance)');
    expect(page).toContain('Texts are left out of this copy.');
  });

  test('says which bounds do not hold', async () => {
    const bound = { kind: 'min' as const, slice: 'lang=zh', figure: 'macro_f1', limit: 0.9 };
    const failed = await renderReport(sampleInput(8, { bounds: [bound], failedBounds: [{ ...bound, value: 0.5 }] }));
    expect(failed).toContain('macro_f1 in lang=zh is 0.500, expected at least 0.9');
    expect(await renderReport(sampleInput(8, { bounds: [bound] }))).toContain('all 1 bounds hold');
  });

  test('shows the change against another run', async () => {
    const rows = sampleRows(16);
    const silent = rows.map((row) => ({ ...row, answer: { ...row.answer, labels: [] } }));
    const comparison = compareRows(rows, silent, { rounds: 20, seed: 1 });
    const page = await renderReport(sampleInput(16, { comparison }));
    expect(page).toContain('Over the 16 rows that both answered, 8 labels moved: 4 to right, 4 to wrong.');
  });

  test('does without scores, verdicts and slices', async () => {
    const rows = sampleRows(8).map((row) => ({ ...row, answer: { ...row.answer, scores: {}, verdict: null } }));
    const { evaluation } = sampleInput(8);
    const page = await renderReport(
      sampleInput(8, { rows, evaluation: { ...evaluation, verdicts: null, slices: {} } }),
    );
    expect(page).toContain('there is no threshold to move');
    expect(page).not.toContain('<svg');
    for (const category of CATEGORIES) expect(page).toContain(category);
  });

  test('the same evaluation gives the same bytes', async () => {
    expect(await renderReport(sampleInput())).toBe(await renderReport(sampleInput()));
  });

  test('of 10,000 rows is under 3 MB', async () => {
    expect((await renderReport(sampleInput(10_000))).length).toBeLessThan(3e6);
  });
});
