import type { Contact } from '../result.ts';
import { contactAt, type View } from './view.ts';

/** Telegram user names: a letter, then letters, digits and underscores, 5-32 in all. */
const MENTION = /(?<![a-z0-9_@./])@[a-z][a-z0-9_]{4,31}(?![a-z0-9_@/(-]|\.[a-z0-9])/gi;

/** Mentions of everybody, and the decorators, annotations and at-rules of programming languages. */
const NOT_A_USER: ReadonlySet<string> = new Set([
  'admin',
  'admins',
  'author',
  'autowired',
  'channel',
  'classmethod',
  'component',
  'dataclass',
  'deprecated',
  'everyone',
  'extends',
  'include',
  'import',
  'injectable',
  'keyframes',
  'latest',
  'media',
  'override',
  'param',
  'property',
  'return',
  'returns',
  'since',
  'staticmethod',
  'throws',
  'types',
]);

/** A repost or a credit names its source, not a way to reach the poster. */
const CREDIT_BEFORE = /(?:(?<![a-z])(?:rt|via|by|cc|from|h\/t)|回复|转发|转自|来自|\/\/)[\s:：]*$/i;
const CREDIT_REACH = 12;

/**
 * Every social network writes `@name`. In a Chinese line a Latin name is nearly always Telegram's, as Chinese
 * networks have Chinese names; an English line has to ask to be written to. The line, not a window of so many
 * characters, is what is read, so that shortening a contact in it changes nothing.
 */
const ASKS_TO_BE_REACHED =
  /\p{Script=Han}|(?<![a-z0-9_[@./])(?:telegram|tg|contact|dms?|pm|messages?|msg|inbox|write|text|ask|reach|hit|add|admins?|support|bot|owner|order|buy|sell|join|call)(?![a-z0-9_\]@/])/iu;

/**
 * Finds `@handle`, taken for Telegram's: its shape is the narrowest, and in solicitations it is by far the
 * commonest.
 */
export function findMentions(view: View): Contact[] {
  const { text } = view;
  const contacts: Contact[] = [];
  if (!text.includes('@')) return contacts;
  let lineStart = 0;
  for (const line of text.split('\n')) {
    for (const { 0: mention, index } of mentionsOf(line)) {
      contacts.push(contactAt(view, 'telegram', lineStart + index, lineStart + index + mention.length));
    }
    lineStart += line.length + 1;
  }
  return contacts;
}

function mentionsOf(line: string): RegExpExecArray[] {
  const mentions = [...line.matchAll(MENTION)].filter(
    ({ 0: mention, index }) =>
      !NOT_A_USER.has(mention.slice(1).toLowerCase()) &&
      !CREDIT_BEFORE.test(line.slice(Math.max(0, index - CREDIT_REACH), index)),
  );
  return mentions.length > 0 && ASKS_TO_BE_REACHED.test(line) ? mentions : [];
}
