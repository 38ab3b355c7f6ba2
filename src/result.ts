import type { Category, Label } from './labels.ts';

/** A half-open range `[start, end)` in UTF-16 code units of the text as the caller passed it in. */
export interface Span {
  start: number;
  end: number;
}

/** What the policy recommends. `block` needs the model's agreement unless the policy says otherwise. */
export type Verdict = 'pass' | 'review' | 'block';

/** How bad the policy holds a label to be. */
export type Severity = 'low' | 'medium' | 'high';

/** Which layer carried a decision; `model` stands for the transformer that read last, see {@link Reader}. */
export type DecidedBy = 'keyword' | 'model' | 'keyword+model';

/** A label whose probability reached its threshold. */
export interface Decision {
  label: Category;
  /** Calibrated probability, 0-1. */
  score: number;
  /** The policy's threshold, 0-1; `score >= threshold`. */
  threshold: number;
  decidedBy: DecidedBy;
  /** The rule cited, such as `wechat-3.24/W1`. */
  clause: string;
  severity: Severity;
}

/**
 * How much a lexicon term says by itself. `anchor`: nearly always the act; `supporting`: the topic, adds
 * weight; `ambiguous`: common in innocent text, counts only beside other evidence.
 */
export type Strength = 'anchor' | 'supporting' | 'ambiguous';

/** A lexicon term found in the text. */
export interface Evidence extends Span {
  label: Category;
  /** The term as the lexicon writes it. */
  term: string;
  kind: 'keyword';
  strength: Strength;
}

/** What a contact or call to action is. */
export type ContactKind =
  | 'telegram'
  | 'wechat'
  | 'qq'
  | 'whatsapp'
  | 'discord'
  | 'phone'
  | 'email'
  | 'url'
  | 'invite_code'
  | 'wallet_btc'
  | 'wallet_eth'
  | 'wallet_tron'
  | 'wallet_sol';

/** A way to reach or pay somebody. */
export interface Contact extends Span {
  kind: ContactKind;
}

/** Which fold of the normaliser changed the text. */
export type FoldKind =
  | 'zero_width'
  | 'combining'
  | 'fullwidth'
  | 'styled'
  | 'lookalike'
  | 'traditional'
  | 'emoji'
  | 'separator'
  | 'repeat'
  | 'leet'
  | 'homophone'
  | 'radical_split';

/** A stretch of the original that was written unusually. A fold is a fact about script, not proof of intent. */
export interface Evasion extends Span {
  kind: FoldKind;
}

/** The script of the text: mostly Han, mostly Latin, both, or neither. */
export type Language = 'zh' | 'en' | 'mixed' | 'other';

/** Versions of everything that shaped a result; equal versions give equal results. */
export interface Versions {
  package: string;
  model: string;
  lexicon: string;
  normalizer: string;
  policy: string;
}

/**
 * Readers in the order of what they cost: `keyword` is the keyword layer alone (keyword-only mode), `gate` a table of
 * n-gram weights, `skimmer` a small transformer, `model` the large one. Each leaves to the next what it cannot rule out.
 */
export type Reader = 'keyword' | 'gate' | 'skimmer' | 'model';

/** The answer for one text: plain JSON, always all keys, in this order. */
export interface Classification {
  /** Categories at or above their threshold, in label order. */
  labels: Category[];
  cryptoRelated: boolean;
  /** Calibrated probabilities, 0-1, for all five labels. */
  scores: Record<Label, number>;
  verdict: Verdict;
  decisions: Decision[];
  evidence: Evidence[];
  contacts: Contact[];
  evasion: Evasion[];
  language: Language;
  /** The last reader that was needed; see {@link Reader}. */
  readBy: Reader;
  /** True when the text was longer than all windows, so a part before its end was seen by the keyword layer alone. */
  truncated: boolean;
  versions: Versions;
}
