import { sha256 } from '@noble/hashes/sha2.js';
import { base58, bech32, bech32m, createBase58check } from '@scure/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findContacts } from '../../src/contacts/index.ts';
import type { ContactKind } from '../../src/result.ts';

const base58check = createBase58check(sha256);
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

function kinds(text: string): ContactKind[] {
  const same = { text: text.toLowerCase(), offsets: { toOriginal: (start: number, end: number) => ({ start, end }) } };
  return findContacts(text, same).map(({ kind }) => kind);
}

/** Another character of the same alphabet at one place. */
function mistyped(address: string, at: number): string {
  const other = address[at] === 'q' ? 'z' : 'q';
  return address.slice(0, at) + other + address.slice(at + 1);
}

test.each([
  ['wallet_btc', 0x00],
  ['wallet_btc', 0x05],
  ['wallet_tron', 0x41],
] as const)('%s with version byte %i is found, and not when mistyped', (kind, version) => {
  fc.assert(
    fc.property(bytes(20), fc.nat(20), (hash, at) => {
      const address = base58check.encode(Uint8Array.of(version, ...hash));
      expect(kinds(`付到 ${address}。`)).toEqual([kind]);
      expect(kinds(`付到 ${mistyped(address, at + 4)}。`)).toEqual([]);
    }),
  );
});

test('segwit addresses are checked by the code of their version', () => {
  fc.assert(
    fc.property(bytes(20), bytes(32), fc.nat(20), (hash, key, at) => {
      const segwit = bech32.encode('bc', [0, ...bech32.toWords(hash)]);
      const taproot = bech32m.encode('bc', [1, ...bech32m.toWords(key)]);
      expect(kinds(segwit)).toEqual(['wallet_btc']);
      expect(kinds(taproot)).toEqual(['wallet_btc']);
      expect(kinds(mistyped(segwit, at + 5))).toEqual([]);
      expect(kinds(bech32m.encode('bc', [0, ...bech32m.toWords(hash)]))).toEqual([]);
    }),
  );
});

test('Solana keys need a word beside them or the look of a key', () => {
  fc.assert(
    fc.property(bytes(32), (key) => {
      expect(kinds(`ca: ${base58.encode(key)}`)).toEqual(['wallet_sol']);
    }),
  );
  expect(kinds('token 11111111111111111111111111111111')).toEqual([]);
});

/** The test addresses of EIP-55. */
test.each([
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '0xde709f2102306220921060314715629080e2fb77',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
])('%s is an Ethereum address', (address) => {
  expect(kinds(address)).toEqual(['wallet_eth']);
});

test('a mixed-case Ethereum address with one letter in the wrong case is not one', () => {
  expect(kinds('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed')).toEqual([]);
});
