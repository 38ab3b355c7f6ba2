import { afterEach, expect, test, vi } from 'vitest';
import { createNatural } from '../../src/baselines/natural.ts';

afterEach(() => vi.doUnmock('natural/lib/natural/classifiers/bayes_classifier.js'));

test('says how to install natural where it is missing', async () => {
  vi.doMock('natural/lib/natural/classifiers/bayes_classifier.js', () => {
    throw new Error('not installed');
  });
  await expect(createNatural('natural-bayes')).rejects.toMatchObject({
    code: 'SYSTEM_UNAVAILABLE',
    message: 'found no package natural, which natural-bayes is from; install it with npm install natural@8',
  });
});

test('reads words: jieba for Chinese, stems for English, each once', async () => {
  const { read } = await createNatural('natural-bayes');
  expect(read('selling usdt，selling 数字藏品')).toEqual(['sell', 'usdt', '数字藏品']);
});
