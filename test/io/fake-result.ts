import { LABELS } from '../../src/labels.ts';
import type { Classification } from '../../src/result.ts';

/** A result as for a post that sells USDT where `text` holds "usdt", otherwise as for an innocent one. */
export function fakeResult(text: string): Classification {
  const start = text.toLowerCase().indexOf('usdt');
  const found = start !== -1;
  const scores = Object.fromEntries(LABELS.map((label) => [label, 0.01])) as Classification['scores'];
  return {
    labels: found ? ['trading_channel'] : [],
    cryptoRelated: found,
    scores: found ? { ...scores, trading_channel: 0.9, crypto_related: 0.95 } : scores,
    verdict: found ? 'block' : 'pass',
    decisions: found
      ? [
          {
            label: 'trading_channel',
            score: 0.9,
            threshold: 0.6,
            decidedBy: 'keyword+model',
            clause: 'test/1',
            severity: 'high',
          },
        ]
      : [],
    evidence: found
      ? [{ label: 'trading_channel', start, end: start + 4, term: 'usdt', kind: 'keyword', strength: 'anchor' }]
      : [],
    contacts: [],
    evasion: [],
    language: 'en',
    readBy: 'model',
    truncated: false,
    versions: { package: '1', model: 'm', lexicon: 'l', normalizer: 'n', policy: 'p' },
  };
}
