import type { Contact, Span } from '../result.ts';
import { findHandles } from './handles.ts';
import { findMentions } from './mentions.ts';
import { findNumbers } from './numbers.ts';
import { findUrls } from './urls.ts';
import type { Finder, View } from './view.ts';
import { findWallets } from './wallets.ts';

export { redact } from './redact.ts';

/** What the normaliser returns, as far as this stage reads it. */
export interface FoldedText {
  text: string;
  offsets: { toOriginal(start: number, end: number): Span };
}

/**
 * Where two families claim the same stretch, the earlier one has it: a number behind `QQ` is a QQ number
 * before it is a telephone number.
 */
const FINDERS: readonly Finder[] = [findUrls, findWallets, findHandles, findMentions, findNumbers];

/**
 * Finds the ways to reach or pay somebody that a post gives: accounts, numbers, addresses, links and codes.
 * A contact that a word announces (`微信: abc123`) spans the account alone, without the word.
 *
 * @param text The post as the caller passed it in.
 * @param folded The same post, folded by the normaliser.
 * @returns Contacts in text order that do not overlap; spans are half-open UTF-16 offsets into `text`.
 */
export function findContacts(text: string, folded: FoldedText): Contact[] {
  // The original goes first: folding changes digits and case, so a contact found as written has the truer span.
  const views: View[] = [{ text, original: text, toOriginal: (start, end) => ({ start, end }) }];
  // No pattern minds case, so a text that only lost its capitals has nothing more to show.
  if (folded.text !== text.toLowerCase()) {
    views.push({
      text: folded.text,
      original: text,
      toOriginal: (start, end) => folded.offsets.toOriginal(start, end),
    });
  }
  return withoutOverlaps(views.flatMap((view) => FINDERS.flatMap((find) => find(view))));
}

/** The sort is stable, so among equal spans the order in which the families ran decides. */
function withoutOverlaps(contacts: Contact[]): Contact[] {
  contacts.sort((a, b) => a.start - b.start || b.end - a.end);
  let reached = 0;
  return contacts.filter((contact) => {
    if (contact.start < reached) return false;
    reached = contact.end;
    return true;
  });
}
