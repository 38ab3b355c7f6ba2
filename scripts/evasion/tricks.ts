/**
 * How people write past filters, one function a class: each takes a text and the share of its eligible characters to
 * disguise. For the evasion suite and for training on disguised posts; the library itself only undoes such things.
 */
import { Converter } from 'opencc-js/cn2t';
import { pinyin } from 'pinyin-pro';
import { pick } from './random.ts';

/** A class of evasion; the names follow the corpus's `evasion` field where it has one. */
export type Trick =
  | 'zero_width'
  | 'fullwidth'
  | 'styled'
  | 'lookalike'
  | 'split'
  | 'traditional'
  | 'leet'
  | 'homophone'
  | 'han_lookalike'
  | 'pinyin'
  | 'emoji'
  | 'radical_split'
  | 'shuffle';

/** Same-sound and look-alike characters of a character. */
export interface Confusions {
  sound: ReadonlyMap<string, readonly string[]>;
  shape: ReadonlyMap<string, readonly string[]>;
}

type Disguise = (text: string, share: number, random: () => number) => string;

const HAN = /\p{Script=Han}/u;
const LATIN = /[a-zA-Z]/;
const WORD = /[\p{Script=Han}a-zA-Z0-9]/u;
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'];
const SEPARATORS = ['.', '*', '·', '-', '_', '~', '|', ' '];
const CYRILLIC = new Map(
  Object.entries({
    a: 'а',
    c: 'с',
    e: 'е',
    o: 'о',
    p: 'р',
    x: 'х',
    y: 'у',
    i: 'і',
    s: 'ѕ',
    T: 'Т',
    B: 'В',
    C: 'С',
    M: 'М',
    H: 'Н',
    U: 'Ս',
  }),
);
const LEET = new Map(Object.entries({ a: '4', e: '3', i: '1', o: '0', s: '5', t: '7', b: '8', g: '9' }));
const EMOJI = new Map(
  Object.entries({
    币: '🪙',
    钱: '💰',
    狗: '🐶',
    牛: '🐂',
    火: '🔥',
    包: '👜',
    机: '📱',
    金: '🥇',
    车: '🚗',
    月: '🌙',
    船: '🚢',
    猪: '🐷',
    手: '✋',
    大: '🐘',
    心: '❤️',
    鸡: '🐔',
    羊: '🐑',
    书: '📖',
  }),
);
const EMOJI_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bmoon\b/gi, '🌙'],
  [/\bmoney\b/gi, '💰'],
  [/\bbtc\b|\bbitcoin\b/gi, '₿'],
  [/\bgem\b/gi, '💎'],
  [/\brocket\b/gi, '🚀'],
  [/\bwhale\b/gi, '🐋'],
  [/\bfire\b/gi, '🔥'],
  [/\bcoin\b/gi, '🪙'],
  [/\blink\b/gi, '🔗'],
  [/\bdm\b/gi, '📩'],
  [/\bgift\b/gi, '🎁'],
];
const RADICALS = new Map(
  Object.entries({
    拼: '扌并',
    吧: '口巴',
    收: '丩攵',
    加: '力口',
    信: '亻言',
    钱: '钅戋',
    拉: '扌立',
    好: '女子',
    现: '王见',
    话: '讠舌',
    群: '君羊',
    汇: '氵匚',
    投: '扌殳',
    赚: '贝兼',
    利: '禾刂',
    私: '禾厶',
    聊: '耳卯',
    换: '扌奂',
    炒: '火少',
    领: '令页',
    铸: '钅寿',
    藏: '艹臧',
    品: '口口口',
    购: '贝勾',
    银: '钅艮',
    找: '扌戈',
  }),
);

const toTraditional = Converter({ from: 'cn', to: 't' });

/** Replaces a share of the characters that `replace` knows something for. */
function each(replace: (character: string, random: () => number) => string | undefined): Disguise {
  return (text, share, random) =>
    [...text].map((character) => (random() < share ? (replace(character, random) ?? character) : character)).join('');
}

/** Puts something behind a share of the characters that are followed by a further one of the same word. */
function between(filler: (random: () => number) => string): Disguise {
  return (text, share, random) => {
    const characters = [...text];
    const inside = (at: number) => WORD.test(characters[at] ?? '') && WORD.test(characters[at + 1] ?? '');
    return characters
      .map((character, at) => (inside(at) && random() < share ? character + filler(random) : character))
      .join('');
  };
}

/** Letters moved into another alphabet of the same order, which starts at `capital` and `small`. */
function shifted(capital: number, small: number): Disguise {
  return each((character) => {
    if (!LATIN.test(character)) return undefined;
    const code = character.charCodeAt(0);
    return String.fromCodePoint(code < 97 ? capital + code - 65 : small + code - 97);
  });
}

/** One separator for a whole post, as a spammer's habit is, between the letters of a share of its words. */
const split: Disguise = (text, share, random) => {
  const separator = pick(SEPARATORS, random) as string;
  return text.replace(/\p{Script=Han}{2,4}|[a-zA-Z]{3,12}/gu, (word) =>
    random() < share ? [...word].join(separator) : word,
  );
};

const shuffle: Disguise = (text, share, random) =>
  text.replace(/\p{Script=Han}{2}/gu, (pair) => (random() < share ? [...pair].reverse().join('') : pair));

const romanize: Disguise = (text, share, random) =>
  text.replace(/\p{Script=Han}{2}/gu, (word) =>
    random() < share ? pinyin(word, { toneType: 'none', type: 'array' }).join('') : word,
  );

const asEmoji: Disguise = (text, share, random) =>
  EMOJI_WORDS.reduce(
    (done, [word, emoji]) => done.replace(word, (found) => (random() < share ? emoji : found)),
    each((character) => EMOJI.get(character))(text, share, random),
  );

const fromList = (list: ReadonlyMap<string, readonly string[]>): Disguise =>
  each((character, random) => (HAN.test(character) ? pick(list.get(character) ?? [], random) : undefined));

/** The disguises of all classes. */
export function createTricks({ sound, shape }: Confusions): Record<Trick, Disguise> {
  return {
    zero_width: between((random) => pick(INVISIBLE, random) as string),
    fullwidth: each((character) =>
      /[!-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : undefined,
    ),
    styled: shifted(0x1d400, 0x1d41a),
    lookalike: each((character) => CYRILLIC.get(character)),
    split,
    traditional: each((character) => toTraditional(character)),
    leet: each((character) => LEET.get(character.toLowerCase())),
    homophone: fromList(sound),
    han_lookalike: fromList(shape),
    pinyin: romanize,
    emoji: asEmoji,
    radical_split: each((character) => RADICALS.get(character)),
    shuffle,
  };
}
