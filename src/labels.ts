/**
 * The four banned acts, in the order used everywhere: results, model outputs, tables.
 * `data/labels.json` defines them in words; a test holds the two together.
 */
export const CATEGORIES = ['issuance', 'trading_channel', 'pricing_service', 'nft_secondary_trading'] as const;

/** One banned act. A text may carry several, one or none. */
export type Category = (typeof CATEGORIES)[number];

/** Everything that gets a probability: the four acts, then whether the text is about crypto at all. */
export const LABELS: readonly [...typeof CATEGORIES, 'crypto_related'] = [...CATEGORIES, 'crypto_related'];

/** A category, or the topic label `crypto_related`. */
export type Label = (typeof LABELS)[number];

/** True when `name` is one of the four categories. */
export function isCategory(name: string): name is Category {
  return (CATEGORIES as readonly string[]).includes(name);
}

/** A value for each label, in their order. */
export function byLabel<Value>(value: (label: Label) => Value): Record<Label, Value> {
  return Object.fromEntries(LABELS.map((label) => [label, value(label)])) as Record<Label, Value>;
}
