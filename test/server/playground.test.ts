import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Started, startServe } from './start.ts';

const KEY = 'a-key-of-more-than-16-characters';
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasBrowser = existsSync(CHROMIUM);
const missing = hasBrowser ? '' : `: no ${CHROMIUM}, install it or name one by CHROMIUM`;

describe.skipIf(!hasBrowser)(`the page in a browser${missing}`, { timeout: 30_000 }, () => {
  let service: Started;
  let browser: Browser;
  beforeAll(async () => {
    service = await startServe(['--model', 'none', '--workers', '1']);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** Opens the page, acts on it, and holds that it complained of nothing and asked nobody else. */
  async function visit(act: (page: Page) => Promise<void>, options: BrowserContextOptions = {}, url = service.url) {
    const context = await browser.newContext({ locale: 'en', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => void complaints.push(message.text()));
    page.on('pageerror', (error) => void complaints.push(error.message));
    page.on('request', (request) => {
      if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(url);
    await act(page);
    await context.close();
    return complaints;
  }

  const example = (page: Page, number: number) => page.locator('#examples button').nth(number).click();
  const verdict = (page: Page) => page.locator('#result .headline .badge').textContent();

  test('an example shows verdict, marks, bars, contact, disguises, clause, policies and the request', async () => {
    const complaints = await visit(async (page) => {
      await example(page, 0);
      expect(await verdict(page)).toBe('Review');
      expect(await page.locator('.marked mark.anchor').first().textContent()).toContain('高价收');
      expect(await page.locator('.marked').textContent()).toBe('高价收\u200bＵ，專業承兌，秒到账，电报 @example_desk');
      const bars = page.locator('.score .bar');
      expect(await bars.count()).toBe(5);
      expect(await bars.nth(1).getAttribute('aria-label')).toMatch(
        /^Trading channel \d+\.\d%, threshold 0\.3, review from 0\.2$/,
      );
      const shown = await page.locator('#result').textContent();
      for (const part of ['wechat-3.24/W1', '@example_desk telegram', 'U+200B zero_width', 'Under each policy']) {
        expect(shown).toContain(part);
      }
      expect(await page.locator('pre').textContent()).toContain(`curl ${service.url}/v1/classify`);
    });
    expect(complaints).toEqual([]);
  });

  test('works by keyboard alone, and in Chinese', async () => {
    await visit(async (page) => {
      await page.locator('#text').focus();
      await page.keyboard.type('hello there');
      await page.keyboard.press('Control+Enter');
      expect(await verdict(page)).toBe('Pass');
      await page.locator('#language').focus();
      await page.keyboard.press('Enter');
      expect(await verdict(page)).toBe('通过');
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await page.reload();
      expect(await page.locator('#read').textContent()).toContain('识别');
    });
  });

  test('a file shows its posts, each to be chosen', async () => {
    const jsonl = Buffer.from('{"text":"高价收U，秒到账"}\n{"text":"hello"}\nnot json\n');
    await visit(async (page) => {
      await page.locator('#file').setInputFiles({ name: 'posts.jsonl', mimeType: 'text/plain', buffer: jsonl });
      const posts = page.locator('#posts button');
      await posts.first().waitFor();
      expect(await posts.allTextContents()).toEqual(['Review高价收U，秒到账', 'Passhello']);
      await posts.nth(1).click();
      expect(await verdict(page)).toBe('Pass');
      expect(await page.locator('#text').inputValue()).toBe('hello');
    });
  });

  test('the history stays in this browser until it is forgotten', async () => {
    await visit(async (page) => {
      await example(page, 1);
      await example(page, 6);
      await page.locator('#history li').nth(1).waitFor();
      await page.reload();
      expect(await page.locator('#history li').count()).toBe(2);
      await page.locator('#forget').click();
      expect(await page.locator('#history-box').isVisible()).toBe(false);
    });
    await visit(async (page) => expect(await page.locator('#history-box').isVisible()).toBe(false));
  });

  test.each([360, 390, 1280])('at %i px nothing hangs over, in light and in dark', async (width) => {
    const backgrounds = new Set<string>();
    for (const colorScheme of ['light', 'dark'] as const) {
      await visit(
        async (page) => {
          await example(page, 4);
          await verdict(page);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
          backgrounds.add(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
        },
        { colorScheme, viewport: { width, height: 800 } },
      );
    }
    expect(backgrounds.size).toBe(2);
  });

  test('the page of the routes opens without a complaint', async () => {
    const open = (page: Page) => page.locator('.opblock').first().waitFor();
    expect(await visit(open, {}, `${service.url}/docs`)).toEqual([]);
  });

  test('asks for the key where the service does', async () => {
    const guarded = await startServe(['--model', 'none', '--workers', '1'], { COINSCREEN_API_KEYS: KEY });
    await visit(
      async (page) => {
        await example(page, 4);
        await page.locator('#status.refused').waitFor();
        await page.locator('#key').fill(KEY);
        await page.locator('#read').click();
        expect(await verdict(page)).toBe('Review');
        expect(await page.locator('pre').textContent()).not.toContain(KEY);
      },
      {},
      guarded.url,
    );
    await guarded.stop();
  });
});
