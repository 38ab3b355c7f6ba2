import fc from 'fast-check';

/** Pieces that folds look for, of all scripts and kinds, so that random mixtures of them meet each other. */
const PIECES = [
  ...'abcuvxUSDTBC015$@!.*-_/|+# \n~·,，。！…',
  ...'币圈虚拟出收加买貨幣於後乾著哈涨',
  ...'ＵｓАРСаорсеВΟαξΞΣςİıéłß₿₮₵ՍᎪᑌᴜ𝐔Ⓤ🅱⒜㈱①½ﬁﷺ™ª',
  ...'🇺🇸🇨🪙🐶✈➕🐧❤😀👨🏽⭕★',
  ...'가ᄀ\u1161\u11a8ｶﾞがกำक्षשָأ',
  '\u0301',
  '\u0323',
  '\u0336',
  '\u20e3',
  '\u3099',
  '\u200b',
  '\u200d',
  '\ufe0f',
  '\u00ad',
  '\ufeff',
  '\u3164',
  '\u{e0061}',
  '\u{e0101}',
  '\ud800',
  '\udc00',
  'b1tc0in',
  's3ll',
  's i g n a l',
  'U-S-D-T',
  '虚*拟*币',
  '出.U',
  'aaaa',
];

/** Random texts: crafted mixtures, any code points, and any code units, lone surrogates among them. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 24, size: 'max' }).map((a) => a.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 24, size: 'max' }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.nat(0xffff), { maxLength: 24, size: 'max' }).map((units) => String.fromCharCode(...units)),
  },
);
