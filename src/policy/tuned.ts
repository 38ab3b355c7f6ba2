import { CATEGORIES, type Label } from '../labels.ts';
import type { LabelRule, Policy } from './policy.ts';

/**
 * The policy with other thresholds, and with the version given. The bounds of `review` and `block` give way
 * where the threshold has passed them.
 */
export function withThresholds(policy: Policy, thresholds: ReadonlyMap<Label, number>, version: string): Policy {
  const rules = CATEGORIES.map((category): [Label, LabelRule] => {
    const rule = policy.labels[category];
    const threshold = thresholds.get(category) ?? rule.threshold;
    const review = Math.min(rule.review, threshold);
    return [
      category,
      { ...rule, review, threshold, block: rule.block === null ? null : Math.max(rule.block, threshold) },
    ];
  });
  return {
    ...policy,
    version,
    cryptoRelated: thresholds.get('crypto_related') ?? policy.cryptoRelated,
    labels: Object.fromEntries(rules) as Policy['labels'],
  };
}
