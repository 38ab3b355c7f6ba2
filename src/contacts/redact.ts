import type { Contact } from '../result.ts';

/**
 * Replaces each contact by its kind in brackets, such as `[wechat]`, so that a text can be logged.
 *
 * @param contacts What `findContacts` found in this text: in text order, not overlapping.
 */
export function redact(text: string, contacts: readonly Contact[]): string {
  let redacted = '';
  let copied = 0;
  for (const { kind, start, end } of contacts) {
    redacted += `${text.slice(copied, start)}[${kind}]`;
    copied = end;
  }
  return redacted + text.slice(copied);
}
