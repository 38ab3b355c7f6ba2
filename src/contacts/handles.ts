import type { Contact, ContactKind } from '../result.ts';
import { HANDLE_WORDS, type HandleWords } from './handle-words.ts';
import { anyOf, contactAt, originalSlice, type View } from './view.ts';

/** Spaces, and the variation selector that an emoji may carry; one line only, as a service's name is often a heading. */
const GAP = String.raw`[ \t\u3000\uFE0F]{0,3}`;
const NOUN =
  '(?:群号|群|号码|账号|帐号|号|频道|客服|官方|联系|搜索|搜|账户|(?<![a-z])(?:id|(?:me|us)(?: on| at| via)?)(?![a-z]))';
const IS = String.raw`(?:是|为|(?<![a-z])is(?![a-z])|(?:[:：=＝→➡➔👉👇➕|/～~—-]|\+(?!\d)){1,3})`;
const CONNECTOR = `(${GAP}${NOUN}?${GAP}${IS}?${GAP})`;

/** Says that what follows is an account, so that it may be made of letters alone. */
const EXPLICIT = /[:：=＝→➡➔👉➕+号]/u;
const ASKED_FOR = /(?:[加➕+＋私搜]|添加|联系|咨询)(?:[我个下]|一下|客服|老师|小?助理| ){0,3}$/;
/** `my telegram is` names an account; `telegram is` only begins a sentence. */
const OWNED = /(?:my|我的?|本人) ?$/i;
const IS_WORD = /[是为]|is/i;
const BEFORE_REACH = 16;

const LATIN_WORD = /[a-z]/i;
const HAS_DIGIT = /\d/;
const LETTERS_ONLY = /^@?[a-z]+$/i;
const CAPITALS = /^[A-Z ]+$/;
/** A sentence goes on: `Discord: Microsoft in talks`. */
const NEXT_WORD = /^ [a-z]{1,15}(?:[ ,;!?]|\.?$|\. )/i;
const NEXT_WORD_REACH = 18;
/** What people write after a service's name without meaning an account. */
const NOT_AN_ACCOUNT =
  /^@?(?:usdt|bitcoin|https?|group|groups|channel|official|account|link|below|please|messages?|payment|support|server|users?|download|inside|required|optional|available|username|handle|number|login|dollars?)$/i;
/** A device or version, unless the post says that it is an account. */
const PRODUCT = /^(?:iphone|ipad|ios|windows|win|android|macos|harmony|chatgpt|gpt|web)[-_]?\d{1,4}$/i;

interface HandlePattern {
  kind: ContactKind;
  strong: boolean;
  /** Captures the word, the connector and the account. */
  expression: RegExp;
}

const PATTERNS: readonly HandlePattern[] = HANDLE_WORDS.flatMap((row) => [
  ...(row.words.length > 0 ? [patternOf(row, wordsSource(row.words), true)] : []),
  ...(row.weakWords.length > 0 ? [patternOf(row, weakSource(row.weakWords), false)] : []),
]);

/** Most posts name no service: one pass over all words spares them a pass for each. */
const HINT = new RegExp(
  `${wordsSource(HANDLE_WORDS.flatMap(({ words }) => words))}|${weakSource(HANDLE_WORDS.flatMap(({ weakWords }) => weakWords))}`,
  'i',
);

/** Finds accounts and codes that a word announces: `微信: abc123`, `QQ 12345678`, `invite code ABC123`. */
export function findHandles(view: View): Contact[] {
  if (!HINT.test(view.text)) return [];
  return PATTERNS.flatMap((pattern) => findPattern(view, pattern));
}

function findPattern(view: View, { kind, strong, expression }: HandlePattern): Contact[] {
  const contacts: Contact[] = [];
  for (const match of view.text.matchAll(expression)) {
    const [whole, word, connector, account] = match as unknown as [string, string, string, string];
    const end = match.index + whole.length;
    const start = end - account.length;
    const explicit = isExplicit(view.text, match.index, connector);
    const inCapitals = kind === 'invite_code' && isCode(view, match.index, match.index + word.length, start, end);
    if (!strong && !explicit) continue;
    if (LETTERS_ONLY.test(account) && !inCapitals && (!explicit || continues(view.text, end))) continue;
    if (connector === '' && isGlued(word, account) && !(explicit && HAS_DIGIT.test(account))) continue;
    if (NOT_AN_ACCOUNT.test(account) || (!explicit && PRODUCT.test(account))) continue;
    contacts.push(contactAt(view, kind, start, end));
  }
  return contacts;
}

function isExplicit(text: string, wordStart: number, connector: string): boolean {
  if (EXPLICIT.test(connector)) return true;
  const before = text.slice(Math.max(0, wordStart - BEFORE_REACH), wordStart);
  return ASKED_FOR.test(before) || (IS_WORD.test(connector) && OWNED.test(before));
}

function continues(text: string, end: number): boolean {
  return NEXT_WORD.test(text.slice(end, end + NEXT_WORD_REACH));
}

/** Capitals mark a code, except in a text that shouts. */
function isCode(view: View, wordStart: number, wordEnd: number, start: number, end: number): boolean {
  return CAPITALS.test(originalSlice(view, start, end)) && !CAPITALS.test(originalSlice(view, wordStart, wordEnd));
}

/** A Latin name that runs into the account may be the beginning of another word: `wxpython`. */
function isGlued(word: string, account: string): boolean {
  return LATIN_WORD.test(word.at(-1)!) && LATIN_WORD.test(account[0]!);
}

function patternOf({ kind, account }: HandleWords, words: string, strong: boolean): HandlePattern {
  return { kind, strong, expression: new RegExp(`(${words})${CONNECTOR}(${account})`, 'gi') };
}

/** `v` and `q` begin half the words of English, so nothing may be run into them. */
function weakSource(words: readonly string[]): string {
  return `${wordsSource(words)}(?<![a-z](?=[a-z]))`;
}

/** Latin words stand at the start of a word; Chinese ones anywhere. */
function wordsSource(words: readonly string[]): string {
  const latin = words.filter((word) => LATIN_WORD.test(word[0]!));
  const other = words.filter((word) => !LATIN_WORD.test(word[0]!));
  const sources = [];
  if (latin.length > 0) sources.push(`(?<![a-z0-9_])${anyOf(latin)}`);
  if (other.length > 0) sources.push(anyOf(other));
  return `(?:${sources.join('|')})`;
}
