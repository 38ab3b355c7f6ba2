import { describe, expect, test } from 'vitest';
import { foldEmoji } from '../../src/normalize/emoji.ts';
import { runAlone } from './fold.ts';

describe('foldEmoji', () => {
  test.each([
    ['收🪙', '收币'],
    ['🪙圈', '币圈'],
    ['🐶🪙', '狗币'],
    ['🐶币', '狗币'],
    ['🐻市', '熊市'],
    ['🦊钱包', '狐狸钱包'],
    ['✈@abc', '飞机@abc'],
    ['✈ : abc', '飞机 : abc'],
    ['加✈', '加飞机'],
    ['纸✈', '纸飞机'],
    ['➕v', '加v'],
    ['➕微', '加微'],
    ['🐧:12345', 'qq:12345'],
    ['🐧12345', 'qq12345'],
    ['威❤', '微信'],
  ])('reads %s', (text, folded) => {
    const result = runAlone(foldEmoji, text);
    expect(result.text).toBe(folded);
    expect(result.folds.map(({ kind }) => kind)).toEqual(['emoji']);
  });

  test.each(['🪙 news', '买 🪙', '🐶', '🐧', '🐧好可爱', '✈ 旅行', '➕1', '❤', '🚀🌕', '💰'])('leaves %s', (text) => {
    expect(runAlone(foldEmoji, text)).toEqual({ text, folds: [] });
  });
});
