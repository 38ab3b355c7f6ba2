import { describe, expect, test } from 'vitest';
import { readRows } from '../../src/normalize/files.ts';
import { foldLeet } from '../../src/normalize/leet.ts';
import { runAlone } from './fold.ts';

describe('foldLeet', () => {
  test.each([
    ['b1tc0in', 'bitcoin'],
    ['a1rdr0p', 'airdrop'],
    ['5ignal5', 'signals'],
    ['5ignal', 'signal'],
    ['s3ll', 'sell'],
    ['se11er', 'seller'],
    ['w@llet', 'wallet'],
    ['a$$et', 'asset'],
    ['t3l3gr@m', 'telegram'],
    ['m!nt', 'mint'],
    ['u5dt', 'usdt'],
    ['pr0f1t!!', 'profit!!'],
    ['tr4d3r', 'trader'],
  ])('%s', (text, folded) => {
    expect(runAlone(foldLeet, text).text).toBe(folded);
    expect(runAlone(foldLeet, `买${text}吧`).text).toBe(`买${folded}吧`);
  });

  test.each([
    ...[
      'iphone13',
      'web3',
      '4k',
      'h264',
      'usdt2',
      '0xabc',
      'erc20',
      'trc20',
      'l2',
      'mp3',
      'covid19',
      '8am',
      '2nd',
      'b2b',
      'p2p',
      'c2c',
    ],
    ...[
      'qx7712',
      'coin5',
      'coins5',
      '1mint',
      '12sell',
      '100k',
      '$20',
      '$eth',
      'sell!',
      'sell@',
      '@s3ll',
      't.me/s3ll',
      's3ll.com',
      's3ll_3',
    ],
    ...['a1b2c3d4', '1a1zp1ep5qgefi2dmptftl5slmv7divfna', 'deadb33f'],
  ])('%s stays', (text) => {
    expect(runAlone(foldLeet, text)).toEqual({ text, folds: [] });
  });

  test('its list holds small ASCII letters only, no word too short to be found', () => {
    const words = readRows('leet-words.txt').flatMap(([line]) => line!.split(' '));
    expect(words.length).toBeGreaterThan(300);
    expect(words.filter((word) => !/^[a-z]{3,}$/.test(word))).toEqual([]);
  });
});
