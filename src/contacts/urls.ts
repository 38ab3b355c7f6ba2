import type { Contact, ContactKind } from '../result.ts';
import { TOP_LEVEL_DOMAINS } from './top-level-domains.ts';
import { anyOf, contactAt, type View } from './view.ts';

/** A full stop, or what is written in its place to pass a filter. */
const DOT = String.raw`(?:\.| \. | ?(?:\[\.\]|\(\.\)|\[dot\]|\(dot\)|\{dot\}|[。．點点]) ?| dot )`;
const AT = String.raw`(?:@| ?(?:\[at\]|\(at\)|\{at\}|＠|艾特) ?)`;
const LABEL = '[a-z0-9][a-z0-9-]{0,62}';
const TOP = anyOf([...TOP_LEVEL_DOMAINS.keys()]);
const PATH = String.raw`(?:[/?#][\w\-./?%&=#~:+@!,;*$'()|]*)?`;
const HOST_START = '(?<![a-z0-9@_-]|[a-z0-9]\\.)';
const HOST_END = '(?![a-z0-9_@-]|\\.[a-z0-9])';

/** Bounded in labels, so that a text of nothing but `a . a . a` is read in linear time. */
const HOST = `(?:${LABEL}${DOT}){1,6}${TOP}${HOST_END}`;

const SCHEME_LINK = /h(?:tt|xx)ps? ?(?::|：|\[:\]) ?\/ ?\/ ?[\w\-./?%&=#~:+@!,;*$'()|[\]]+/gi;
const BARE_LINK = new RegExp(`${HOST_START}${HOST}(?::\\d{2,5})?${PATH}`, 'gi');
const EMAIL = new RegExp(`(?<![\\w.+%-])[\\w.+%-]{1,64}${AT}${HOST}(?!:[\\w~/])`, 'gi');
/** Links into a messenger are often torn apart: `t . me / abc`. */
const MESSENGER_LINK = new RegExp(
  `(?<![a-z0-9_-])(?:t${DOT}me|telegram${DOT}me|wa${DOT}me|discord${DOT}gg) ?/ ?\\+?[\\w-]{3,64}`,
  'gi',
);

/** A cheap proof that a text has no domain: every other pattern here costs ten times this one. */
const DOMAIN_HINT = new RegExp(`${DOT}${TOP}(?![a-z0-9_-])`, 'i');
const DOT_ALONE = new RegExp(DOT, 'gi');

const MESSENGER_HOSTS: ReadonlyMap<string, ContactKind> = new Map([
  ['t.me', 'telegram'],
  ['telegram.me', 'telegram'],
  ['telegram.dog', 'telegram'],
  ['wa.me', 'whatsapp'],
  ['api.whatsapp.com', 'whatsapp'],
  ['chat.whatsapp.com', 'whatsapp'],
  ['discord.gg', 'discord'],
  ['discord.com/invite', 'discord'],
  ['u.wechat.com', 'wechat'],
  ['weixin.qq.com', 'wechat'],
]);

/** Names of software that look like domains. */
const PRODUCT_NAMES: ReadonlySet<string> = new Set([
  'asp.net',
  'ado.net',
  'vb.net',
  'paint.net',
  'ml.net',
  'socket.io',
]);

/** Finds links, bare domains and mail addresses, written plainly or defanged (`hxxp`, `[.]`, `点com`, ` dot `). */
export function findUrls(view: View): Contact[] {
  const { text } = view;
  const contacts: Contact[] = [];
  const add = (kind: ContactKind, index: number, link: string): void => {
    contacts.push(contactAt(view, kind, index, index + trimmedLength(link)));
  };
  if (text.includes('/')) {
    for (const { 0: link, index } of text.matchAll(SCHEME_LINK)) {
      if (/[a-z0-9]/i.test(link.slice(link.lastIndexOf('//')))) add(linkKind(link), index, link);
    }
  }
  if (!DOMAIN_HINT.test(text)) return contacts;
  for (const { 0: link, index } of text.matchAll(MESSENGER_LINK)) add(linkKind(link), index, link);
  for (const { 0: link, index } of text.matchAll(BARE_LINK)) if (isLink(link)) add(linkKind(link), index, link);
  for (const { 0: mail, index } of text.matchAll(EMAIL)) add('email', index, mail);
  return contacts;
}

/** The link as a browser would take it: real full stops, no gaps, no scheme. */
function plainLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^h(?:tt|xx)ps?[ :：[\]]+\/ ?\/ ?/, '')
    .replace(DOT_ALONE, '.')
    .replaceAll(' ', '')
    .replace(/^www\./, '');
}

function linkKind(link: string): ContactKind {
  const [host = '', first = ''] = plainLink(link).split(/[/?#]/, 2);
  return MESSENGER_HOSTS.get(host) ?? MESSENGER_HOSTS.get(`${host}/${first}`) ?? 'url';
}

/** Domains that are English words end many a sentence whose full stop has no space behind it: those need a path. */
function isLink(link: string): boolean {
  const [host = ''] = plainLink(link).split(/[/?#:]/, 1);
  if (PRODUCT_NAMES.has(host) || !/[a-z]/.test(host.slice(0, host.lastIndexOf('.')))) return false;
  const top = host.slice(host.lastIndexOf('.') + 1);
  return TOP_LEVEL_DOMAINS.get(top)!.bare || /[^/]\/[^/]/.test(link);
}

/** Length without the punctuation of the sentence around it. */
function trimmedLength(link: string): number {
  let length = link.length;
  while (length > 0 && ".,;:!?'()*|[]".includes(link[length - 1]!)) length--;
  return length;
}
