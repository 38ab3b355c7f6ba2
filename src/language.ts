import type { Language } from './result.ts';

const HAN = /\p{Script=Han}/u;
const MINOR_SHARE = 0.25;

/**
 * The script of a text by its words: each Han character and each Latin word counts once. `mixed` when the
 * smaller side has a quarter or more, so that a Chinese post with a few tickers in it stays `zh`.
 */
export function detectLanguage(text: string): Language {
  let han = 0;
  let latin = 0;
  let inWord = false;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    const isLatin = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
    if (isLatin && !inWord) latin += 1;
    inWord = isLatin;
    if (code > 0x2e7f && HAN.test(character)) han += 1;
  }
  const all = han + latin;
  if (all === 0) return 'other';
  if (Math.min(han, latin) / all >= MINOR_SHARE) return 'mixed';
  return han > latin ? 'zh' : 'en';
}
