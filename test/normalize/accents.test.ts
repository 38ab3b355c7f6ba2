import { expect, test } from 'vitest';
import { foldAccents } from '../../src/normalize/accents.ts';
import { runAlone } from './fold.ts';

test.each([
  ['café naïve Übung', 'cafe naive Ubung'],
  ['ïnvést ïn cöîn', 'invest in coin'],
  ['Łódź đồng ıstanbul', 'Lodz dong istanbul'],
  ['Việt Nam', 'Viet Nam'],
  ['nǐ hǎo lǜ', 'ni hao lu'],
])('%s', (text, folded) => {
  expect(runAlone(foldAccents, text)).toEqual({ text: folded, folds: [] });
});

test.each(['straße', 'æon', 'й ё', 'ά', 'plain'])('%s stays', (text) => {
  expect(runAlone(foldAccents, text)).toEqual({ text, folds: [] });
});
