import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderReport } from '../../src/report/index.ts';
import { sampleInput, THRESHOLD } from './sample.ts';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = [process.env.CHROMIUM, ...PLACES].find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) {
  process.stderr.write('no Chromium found: the report is not opened; install Debian\'s "chromium" or set CHROMIUM\n');
}
/** Where pictures of the page are kept for people; nowhere by default. */
const screenshots = process.env.SCREENSHOTS;

let folder: string;
let browser: Browser;

beforeAll(async () => {
  if (executablePath === undefined) return;
  folder = await mkdtemp(join(tmpdir(), 'coinscreen-'));
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 60_000);
afterAll(async () => {
  if (executablePath === undefined) return;
  await browser.close();
  await rm(folder, { recursive: true });
});

interface Opened {
  page: Page;
  /** Errors of the page, and addresses that it asked for beside its own. */
  complaints: string[];
}

async function open(rowCount: number, width: number, colorScheme: 'light' | 'dark'): Promise<Opened> {
  const path = join(folder, `${rowCount}.html`);
  if (!existsSync(path)) await writeFile(path, await renderReport(sampleInput(rowCount)));
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const complaints: string[] = [];
  const address = pathToFileURL(path).href;
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (request.url() !== address) complaints.push(request.url());
  });
  await page.goto(address);
  return { page, complaints };
}

async function cellsOf(page: Page, label: string): Promise<string[]> {
  return page.locator(`.explorer tr[data-label="${label}"] td`).allTextContents();
}

describe.skipIf(executablePath === undefined)('the report in a browser', { timeout: 60_000 }, () => {
  test.each([
    { width: 400, colorScheme: 'light' },
    { width: 400, colorScheme: 'dark' },
    { width: 1200, colorScheme: 'light' },
    { width: 1200, colorScheme: 'dark' },
  ] as const)('fits $width pixels, $colorScheme', async ({ width, colorScheme }) => {
    const { page, complaints } = await open(400, width, colorScheme);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const [paper, ink] = await page.evaluate<[string, string]>(
      '[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]',
    );
    expect(brightness(paper) > brightness(ink)).toBe(colorScheme === 'light');
    if (screenshots !== undefined) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `report-${colorScheme}-${width}.png`), fullPage: true });
    }
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('the explorer starts with the figures of the evaluation', async () => {
    const { page } = await open(400, 1200, 'light');
    const { figures, counts } = sampleInput(400).evaluation;
    for (const label of ['issuance', 'crypto_related'] as const) {
      const { truePositives, falsePositives, falseNegatives } = counts[label]!;
      expect((await cellsOf(page, label)).slice(1)).toEqual([
        ...(['precision', 'recall', 'f1'] as const).map((name) => figures[`${label}_${name}`]!.value!.toFixed(3)),
        ...[truePositives, falsePositives, falseNegatives].map(String),
      ]);
    }
    const percent = (name: string) => `${(100 * figures[name]!.value!).toFixed(1)} %`;
    expect(await page.locator('#totals').textContent()).toBe(
      `Macro F1 ${percent('macro_f1')}, micro F1 ${percent('micro_f1')}, ` +
        `exact match ${percent('exact_match')}, false alarms ${percent('fpr')}`,
    );
    await page.close();
  });

  test('moving a threshold changes figures and curve; one button brings them back', async () => {
    const { page } = await open(400, 1200, 'light');
    const [before, totals] = [await cellsOf(page, 'issuance'), await page.locator('#totals').textContent()];
    const dot = page.locator('.panel[data-label="issuance"] .current path');
    const place = await dot.getAttribute('transform');
    // Nothing is given from 1 on: every score lies below.
    await page.getByLabel('Threshold of issuance, as a number').fill('1');
    expect((await cellsOf(page, 'issuance')).slice(1)).toEqual(['–', '0.000', '0.000', '0', '0', '50']);
    expect(await page.getByLabel('Threshold of issuance', { exact: true }).inputValue()).toBe('1');
    expect(await dot.getAttribute('visibility')).toBe('hidden');
    expect(await page.locator('#totals').textContent()).not.toBe(totals);
    await page.getByRole('button', { name: 'Back to the start' }).click();
    expect(await cellsOf(page, 'issuance')).toEqual(before);
    expect(await dot.getAttribute('transform')).toBe(place);
    await page.close();
  });

  test('the explorer works by keyboard', async () => {
    const { page } = await open(400, 1200, 'light');
    const slider = page.getByLabel('Threshold of trading_channel', { exact: true });
    await slider.focus();
    const before = await cellsOf(page, 'trading_channel');
    for (let step = 0; step < 60; step += 1) await page.keyboard.press('ArrowLeft');
    expect(Number(await slider.inputValue())).toBeCloseTo(THRESHOLD - 0.06, 9);
    expect(await cellsOf(page, 'trading_channel')).not.toEqual(before);
    await page.close();
  });

  test('everything that can be used or seen has a name', async () => {
    const { page } = await open(400, 1200, 'light');
    const nameless = await page.evaluate<string[]>(`
      [...document.querySelectorAll('input, svg, button, a, table, [role=region]')]
        .filter((element) => !(element.ariaLabel || element.textContent.trim()))
        .map((element) => element.outerHTML.slice(0, 80))`);
    expect(nameless).toEqual([]);
    await page.close();
  });

  test('10,000 rows open in under 2 s', async () => {
    const { page, complaints } = await open(10_000, 1200, 'light');
    expect(await page.locator('#totals').textContent()).toMatch(/^Macro F1 \d/);
    expect(complaints).toEqual([]);
    const seconds = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].loadEventEnd / 1000");
    expect(seconds).toBeLessThan(2);
    await page.close();
  });
});

function brightness(colour: string): number {
  return [...colour.matchAll(/\d+/g)].reduce((sum, [part]) => sum + Number(part), 0);
}
