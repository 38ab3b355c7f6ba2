import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCorpus } from '../scripts/check-corpus.ts';

const GOOD = {
  id: 'a',
  text: '今天天气不错，出门走走。',
  lang: 'zh',
  labels: [] as string[],
  crypto_related: false,
  split: 'train',
};

/** Checks a corpus of the given posts, with one known sub-act and one ordinary phrase. */
function check(...posts: Partial<typeof GOOD & { pair: string; sub_act: string[] }>[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
  const rows = posts.map((post, index) => JSON.stringify({ ...GOOD, id: `id${index}`, ...post }));
  writeFileSync(join(folder, 'posts.jsonl'), `${rows.join('\n')}\n`);
  writeFileSync(join(folder, 'sub-acts.tsv'), 'sub_act\tlabel\tclause\tnote\nissue.mining\tissuance\tx\ty\n');
  writeFileSync(join(folder, 'phrases.txt'), '# ordinary\n敬请广大投资者注意投资风险谨慎行事\n');
  return checkCorpus(folder, join(folder, 'sub-acts.tsv'), join(folder, 'phrases.txt'));
}

describe('checkCorpus', () => {
  it('finds nothing in good posts', () => {
    expect(check({}, { text: 'A quiet day at the lake, nothing to sell and nobody to tell.', lang: 'en' })).toEqual([]);
  });

  it.each([
    [{ lang: 'fr' }, /posts\.jsonl:1: found lang "fr"/],
    [{ split: 'all' }, /found split "all"/],
    [{ labels: ['coins'], crypto_related: true }, /unknown labels coins/],
    [{ labels: ['issuance'] }, /must be crypto_related/],
    [{ sub_act: ['issue.mining'] }, /labels \[\] and those of its sub-acts \[issuance\] differ/],
    [{ text: '币'.repeat(900) }, /900 characters/],
  ])('names %j', (post, message) => {
    expect(check(post)).toEqual([expect.stringMatching(message)]);
  });

  it('refuses an id twice', () => {
    const [mistake] = check({ id: 'b' }, { id: 'b', text: '另一条完全不同的内容。' });
    expect(mistake).toMatch(/posts\.jsonl:2: id b stands at .*posts\.jsonl:1 already/);
  });

  const [first, second] = ['昨晚在河边看见三只白鹭站成一排。', '她说昨晚在河边看见三只白鹭站成两排。'];

  it('refuses a run of twelve Han characters in two posts, whatever the punctuation', () => {
    expect(check({ text: first! }, { text: second! })).toHaveLength(1);
    expect(check({ text: first! }, { text: '昨晚在河边，看见三只白鹭……站得整齐' })).toHaveLength(1);
  });

  it('lets minimal pairs and ordinary phrases share one', () => {
    expect(check({ text: first!, pair: 'p' }, { text: second!, pair: 'p' })).toEqual([]);
    expect(check({ text: '敬请广大投资者注意投资风险。甲' }, { text: '乙：敬请广大投资者注意投资风险！' })).toEqual([]);
  });

  it('refuses a run of eight English words, and lets seven pass', () => {
    const words = 'we walked the long way home past the mill';
    const english = { lang: 'en' };
    expect(check({ ...english, text: `${words}.` }, { ...english, text: `Then ${words}!` })).toHaveLength(1);
    expect(
      check({ ...english, text: `${words}.` }, { ...english, text: 'walked the long way home past the bakery' }),
    ).toEqual([]);
  });
});
