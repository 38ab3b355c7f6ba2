import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gate, gateBytes, lengthShare, loadGate, ngramBuckets, readGate } from '../../src/gate/index.ts';
import { LABELS } from '../../src/labels.ts';

const BITS = 8;

function bucketsOf(text: string, bits = BITS): number[] {
  return [...ngramBuckets(text, bits)];
}

function gateOf(weights: Int8Array, threshold = 0): Gate {
  const scales = Float32Array.from(LABELS, (_, label) => 0.5 + label * 0.25);
  const biases = Float32Array.from(LABELS, (_, label) => label - 3);
  return { bits: BITS, weights, scales, biases, threshold };
}

const anyGate = fc
  .int8Array({ minLength: LABELS.length * 2 ** BITS, maxLength: LABELS.length * 2 ** BITS })
  .map((weights) => gateOf(weights));

function folderWith(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'));
  writeFileSync(join(folder, 'gate.bin'), bytes);
  return folder;
}

describe('ngramBuckets', () => {
  it.each([
    ['', 0],
    ['a', 1],
    ['ab', 3],
    ['abcde', 15],
    ['abcdef', 20],
  ])('of %j has %i n-grams', (text, count) => {
    expect(bucketsOf(text)).toHaveLength(count);
  });

  it('gives equal n-grams equal buckets, wherever they stand', () => {
    const inside = new Set(bucketsOf('xx收u出', 20));
    expect(bucketsOf('收u出', 20).every((bucket) => inside.has(bucket))).toBe(true);
  });

  it('spreads n-grams over all buckets', () => {
    const used = new Set(bucketsOf(Array.from({ length: 4000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('')));
    expect(used.size).toBe(2 ** BITS);
  });
});

describe('readGate', () => {
  it('is the scaled sum of the weights and the bias', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), anyGate, (text, gate) => {
        const buckets = bucketsOf(text);
        const expected = LABELS.map((_, label) => {
          const sum = buckets.reduce((total, bucket) => total + gate.weights[bucket * LABELS.length + label]!, 0);
          return sum * gate.scales[label]! * lengthShare(buckets.length) + gate.biases[label]!;
        });
        readGate(text, gate).logits.forEach((logit, label) => {
          expect(logit).toBeCloseTo(expected[label] as number, 3);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('reads a long text in stretches and keeps the highest logit of each label', () => {
    const weights = new Int8Array(LABELS.length * 2 ** BITS);
    for (const bucket of bucketsOf('offer')) weights.fill(100, bucket * LABELS.length, (bucket + 1) * LABELS.length);
    const gate = gateOf(weights);
    const essay = '天'.repeat(2000);
    const alone = readGate(essay, gate).logits;
    for (const text of [`offer${essay}`, `${essay}offer`, `${essay}offer${essay}`]) {
      readGate(text, gate).logits.forEach((logit, label) => {
        expect(logit).toBeGreaterThan(alone[label]!);
      });
    }
  });

  it('rules out where the odds of all labels together lie below the threshold', () => {
    const empty = new Int8Array(LABELS.length * 2 ** BITS);
    // The biases are -3, -2, -1, 0, 1, and nothing else speaks: odds of 4.27 together.
    expect(readGate('any', gateOf(empty, Math.log(4.3))).ruledOut).toBe(true);
    expect(readGate('any', gateOf(empty, Math.log(4.2))).ruledOut).toBe(false);
  });
});

describe('gate.bin', () => {
  it('is read as it was written', () => {
    const plain = ({ bits, threshold, scales, biases, weights }: Gate) => ({
      bits,
      threshold,
      scales: [...scales],
      biases: [...biases],
      weights: [...weights],
    });
    fc.assert(
      fc.property(anyGate, (gate) => {
        expect(plain(loadGate(folderWith(gateBytes(gate))))).toEqual(plain(gate));
      }),
      { numRuns: 5 },
    );
  });

  const good = gateBytes(gateOf(new Int8Array(LABELS.length * 2 ** BITS)));
  const changed = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(good);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  it.each([
    ['another file', Buffer.from('not a gate at all, but long enough to hold a header, is it not?'), /no gate file/],
    ['a cut file', good.subarray(0, good.length - 1), /bytes, expected/],
    ['an empty file', Buffer.alloc(0), /no gate file/],
    ['other labels', changed(8, 4), /4 labels, expected 5/],
  ])('%s is refused', (_, bytes, message) => {
    expect(() => loadGate(folderWith(bytes))).toThrow(message);
  });

  it('must be there', () => {
    expect(() => loadGate(tmpdir())).toThrow(/no such file; copy the folder again/);
  });
});
