import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Fusion, type FusionInput, featureNames, fuse, loadFusion, sigmoid } from '../../src/fuse/index.ts';
import { LABELS, type Label } from '../../src/labels.ts';

const KEYWORDS = ['terms'];
const NAMES = featureNames(KEYWORDS, { model: true, skimmer: true });

/** The same regression for every label. */
function everyLabel(bias: number, weights: Record<string, number>): Fusion['fused'] {
  return Object.fromEntries(LABELS.map((label) => [label, { bias, weights }])) as Fusion['fused'];
}

const fusion: Fusion = {
  features: NAMES,
  fused: everyLabel(-1, {
    terms: 2,
    logit_issuance: 1,
    logit_issuance_zh: 0.5,
    skim_issuance: 0.1,
    gate_issuance: 0.25,
  }),
  skimmed: everyLabel(-2, { terms: 2, skim_issuance: 1, skim_issuance_zh: 0.5, gate_issuance: 0.5 }),
  ended: everyLabel(-5, { gate_crypto_related: 1 }),
};
const logits = (first: number, last = 0): Float32Array => Float32Array.from([first, 0, 0, 0, last]);
const input: FusionInput = {
  keyword: Float64Array.of(1),
  contacts: 3,
  language: 'zh',
  gate: logits(4, 2),
  skimmed: logits(6),
  logits: logits(2),
};
const probability = (changes: Partial<FusionInput>, label: Label = 'issuance'): number =>
  fuse({ ...input, ...changes }, fusion)[label];

describe('fuse', () => {
  test('adds what every stage says, the transformer twice for Chinese', () => {
    expect(probability({})).toBeCloseTo(sigmoid(-1 + 2 + 2 + 1 + 0.6 + 1), 9);
    expect(probability({ language: 'en' })).toBeCloseTo(sigmoid(-1 + 2 + 2 + 0.6 + 1), 9);
  });

  test('goes by the gate alone where it ended the text', () => {
    expect(probability({ skimmed: null, logits: null })).toBeCloseTo(sigmoid(-5 + 2), 9);
  });

  test('goes by all but the model where the skimmer ended the text', () => {
    expect(probability({ logits: null })).toBeCloseTo(sigmoid(-2 + 2 + 6 + 3 + 2), 9);
    expect(probability({ logits: null, language: 'en' })).toBeCloseTo(sigmoid(-2 + 2 + 6 + 2), 9);
  });
});

describe('loadFusion', () => {
  const folderWith = (content: object): string => {
    const folder = mkdtempSync(join(tmpdir(), 'fusion-'));
    writeFileSync(join(folder, 'fusion.json'), JSON.stringify(content));
    return folder;
  };

  test('reads what fits', () => {
    expect(loadFusion(folderWith(fusion), NAMES)).toEqual(fusion);
  });

  test.each([
    ['other features', { ...fusion, features: NAMES.slice(1) }, /found features .*; fit the fusion again/],
    ['no coefficients for texts that the gate ended', { ...fusion, ended: undefined }, /found no coefficients "ended"/],
    ['none for those of the skimmer', { ...fusion, skimmed: undefined }, /found no coefficients "skimmed"/],
  ])('refuses %s', (_, content, message) => {
    expect(() => loadFusion(folderWith(content), NAMES)).toThrow(message);
  });
});
