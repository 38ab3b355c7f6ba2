import { isHighSurrogate } from './characters.ts';
import { applyEdits, type Draft, type Edit, report, textOf } from './draft.ts';
import { readRows } from './files.ts';

interface Rule {
  sequence: string;
  word: string;
  /** One of these has to follow, after a space at most; empty when anything may. */
  next: string;
}

/** Rules by their first unit, the longest sequence first. */
const RULES: ReadonlyMap<number, readonly Rule[]> = readRules();
const FIRST_UNITS: Uint8Array = new Uint8Array(0x10000);
for (const unit of RULES.keys()) FIRST_UNITS[unit] = 1;
const LONGEST_RULE = Math.max(...[...RULES.values()].flat().map((rule) => rule.sequence.length));

/** Units of emoji, or leading one, that a rule speaks of. */
export const EMOJI_UNITS: Uint8Array = buildUnits();

function readRules(): Map<number, Rule[]> {
  const rules = new Map<number, Rule[]>();
  for (const [sequence, word, next] of readRows('emoji.tsv')) {
    const first = sequence!.charCodeAt(0);
    rules.set(first, [...(rules.get(first) ?? []), { sequence: sequence!, word: word!, next: next ?? '' }]);
  }
  for (const list of rules.values()) list.sort((a, b) => b.sequence.length - a.sequence.length);
  return rules;
}

function buildUnits(): Uint8Array {
  const units = new Uint8Array(0x10000);
  for (const { sequence } of [...RULES.values()].flat()) {
    for (const symbol of sequence) {
      if (isHighSurrogate(symbol.charCodeAt(0)) || /\p{Extended_Pictographic}/u.test(symbol))
        units[symbol.charCodeAt(0)] = 1;
    }
  }
  return units;
}

/**
 * Reads emoji that are written for a word: 🐶币, ✈️@name, ➕V. After Han and case, so that the rules need one
 * spelling of what stands beside them; before separators, which would take the emoji for one. All other emoji
 * stay, since they say something to the model.
 */
export function foldEmoji(draft: Draft): boolean {
  if (draft.off.has('emoji')) return false;
  const { units, length } = draft;
  const edits: Edit[] = [];
  for (let i = 0; i < length; i += 1) {
    if (FIRST_UNITS[units[i]!] === 0) continue;
    const rules = RULES.get(units[i]!)!;
    const text = textOf(draft, i, Math.min(length, i + LONGEST_RULE + 2));
    const rule = rules.find((candidate) => matches(candidate, text));
    if (rule === undefined) continue;
    const end = i + rule.sequence.length;
    report(draft, 'emoji', i, end);
    edits.push({ start: i, end, text: rule.word });
    i = end - 1;
  }
  return applyEdits(draft, edits);
}

function matches(rule: Rule, text: string): boolean {
  if (!text.startsWith(rule.sequence)) return false;
  if (rule.next === '') return true;
  const after = text[rule.sequence.length] === ' ' ? rule.sequence.length + 1 : rule.sequence.length;
  return after < text.length && rule.next.includes(text[after]!);
}
