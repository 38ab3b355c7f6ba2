import { describe, expect, test } from 'vitest';
import { foldInvisible } from '../../src/normalize/invisible.ts';
import { runAlone } from './fold.ts';

describe('foldInvisible', () => {
  test.each([
    ...[
      '\u00ad',
      '\u034f',
      '\u061c',
      '\u115f',
      '\u180e',
      '\u200b',
      '\u200c',
      '\u200d',
      '\u200e',
      '\u200f',
      '\u202a',
      '\u202e',
    ],
    ...['\u2060', '\u2066', '\u2069', '\u3164', '\ufe00', '\ufe0f', '\ufeff', '\uffa0', '\ufffb', '\x00', '\x7f'],
    ...['\u{e0001}', '\u{e0041}', '\u{e0100}', '\u{1d173}'],
  ])('drops and reports %j between letters', (character) => {
    expect(runAlone(foldInvisible, `a${character}b`)).toEqual({
      text: 'ab',
      folds: [{ kind: 'zero_width', start: 1, end: 1 + character.length }],
    });
  });

  test.each(['\t', '\n', '\r', '\u00a0', '\u3000', '\u0600', '\u{1d15e}', '\ud834', 'é'])('keeps %j', (character) => {
    expect(runAlone(foldInvisible, `a${character}b`)).toEqual({ text: `a${character}b`, folds: [] });
  });

  test.each([
    ['variation selector on an emoji', '❤\ufe0f', '❤'],
    ['joined family', '👨\u200d👩', '👨👩'],
    ['selector and joiner', '🕵\ufe0f\u200d♂\ufe0f', '🕵♂'],
    ['joiner behind a skin tone', '👩🏽\u200d💻', '👩🏽💻'],
    ['keycap', '1\ufe0f\u20e3', '1\u20e3'],
    ['flag of a region', '🏴\u{e0067}\u{e0062}\u{e007f}', '🏴'],
    ['leading byte order mark', '\ufeffa', 'a'],
    ['Persian', 'می\u200cخ', 'میخ'],
  ])('drops silently: %s', (_name, text, folded) => {
    expect(runAlone(foldInvisible, text)).toEqual({ text: folded, folds: [] });
  });

  test.each([
    ['zero-width space behind an emoji', '🔥\u200bU'],
    ['a byte order mark and more at the start', '\ufeff\u200bU'],
    ['a pile of selectors behind an emoji', '🔥\ufe0f\ufe0f\ufe0fU'],
    ['a joiner between Latin letters', 'a\u200db'],
  ])('reports: %s', (_name, text) => {
    expect(runAlone(foldInvisible, text).folds).toHaveLength(1);
  });
});
