import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { base58, bech32, bech32m, createBase58check, hex, utf8 } from '@scure/base';
import type { Contact, ContactKind } from '../result.ts';
import { contactAt, originalSlice, type View } from './view.ts';

/** An unbroken run long enough for an address: the shortest is 26 characters, the longest of bech32 is 90. */
const CANDIDATE = /(?<![A-Za-z0-9])[A-Za-z0-9]{26,90}(?![A-Za-z0-9@])/g;
const NOT_ALPHANUMERIC = /[^A-Za-z0-9]+/g;

const ETHEREUM = /^0[xX][0-9a-fA-F]{40}$/;
const BITCOIN_SEGWIT = /^bc1[02-9ac-hj-np-z]{11,87}$/i;
const BASE58 = /^[1-9A-HJ-NP-Za-km-z]+$/;

const BITCOIN_VERSIONS: ReadonlySet<number> = new Set([0x00, 0x05]);
const TRON_VERSION = 0x41;
const HASH_ADDRESS_BYTES = 21;
const SOLANA_BYTES = 32;

/** How far a word such as `sol` may stand from a Solana address, in UTF-16 units. */
const SOLANA_WORD_REACH = 200;
const SOLANA_WORD =
  /(?<![a-z_])(?:sol|solana|ca|contract|address|pump|raydium|jupiter|phantom|mint)(?![a-z])|合约|地址/i;

const base58check = createBase58check(sha256);

/**
 * Finds addresses of Bitcoin, Ethereum, TRON and Solana. An address whose checksum fails is not reported: a
 * mistyped address pays nobody, and most such strings are hashes or keys. Ethereum addresses in one case carry
 * no checksum and are taken on their shape.
 */
export function findWallets(view: View): Contact[] {
  const contacts: Contact[] = [];
  for (const { 0: run, index } of view.text.matchAll(CANDIDATE)) {
    const end = index + run.length;
    // Folding lower-cases, and case carries the checksum; what it dropped from inside the run is dropped here too.
    const address = originalSlice(view, index, end).normalize('NFKC').replace(NOT_ALPHANUMERIC, '');
    const kind = walletKind(address, () => hasSolanaWord(view.text, index, end));
    if (kind) contacts.push(contactAt(view, kind, index, end));
  }
  return contacts;
}

function walletKind(address: string, nearSolanaWord: () => boolean): ContactKind | undefined {
  if (ETHEREUM.test(address)) return isEthereumAddress(address.slice(2)) ? 'wallet_eth' : undefined;
  if (BITCOIN_SEGWIT.test(address)) return isSegwitAddress(address) ? 'wallet_btc' : undefined;
  if (!BASE58.test(address) || address.length > 44) return undefined;
  const version = hashAddressVersion(address);
  if (version === TRON_VERSION) return 'wallet_tron';
  if (version !== undefined && BITCOIN_VERSIONS.has(version)) return 'wallet_btc';
  return isSolanaKey(address) && (looksRandom(address) || nearSolanaWord()) ? 'wallet_sol' : undefined;
}

/** EIP-55: a letter is upper case where the keccak-256 of the lower-case address has a nibble of 8 or more. */
function isEthereumAddress(digits: string): boolean {
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return true;
  const hash = hex.encode(keccak_256(utf8.decode(lower)));
  return (
    Array.from(lower, (digit, i) => (Number.parseInt(hash[i]!, 16) >= 8 ? digit.toUpperCase() : digit)).join('') ===
    digits
  );
}

/** BIP 173 checks version 0 by bech32, BIP 350 all later versions by bech32m. */
function isSegwitAddress(address: string): boolean {
  const checked = bech32.decodeUnsafe(address);
  if (checked) return checked.words[0] === 0;
  const modified = bech32m.decodeUnsafe(address);
  return modified !== undefined && modified.words[0] !== 0;
}

/** The version byte of a base58check address of a 160-bit hash, or undefined where the checksum or length fails. */
function hashAddressVersion(address: string): number | undefined {
  if (address.length > 35) return undefined;
  try {
    const payload = base58check.decode(address);
    return payload.length === HASH_ADDRESS_BYTES ? payload[0] : undefined;
  } catch {
    return undefined;
  }
}

function isSolanaKey(address: string): boolean {
  return address.length >= 32 && base58.decode(address).length === SOLANA_BYTES;
}

function looksRandom(address: string): boolean {
  return address.length >= 43 && /[a-z]/.test(address) && /[A-Z]/.test(address) && /[1-9]/.test(address);
}

function hasSolanaWord(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - SOLANA_WORD_REACH), start);
  return SOLANA_WORD.test(before) || SOLANA_WORD.test(text.slice(end, end + SOLANA_WORD_REACH));
}
