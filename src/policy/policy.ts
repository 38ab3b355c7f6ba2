import { existsSync, readFileSync } from 'node:fs';
import { CoinscreenError } from '../errors.ts';
import { CATEGORIES, type Category, isCategory, type Label } from '../labels.ts';
import type { Severity } from '../result.ts';

/** How a policy treats one category. Probabilities 0-1; `review <= threshold <= block`. */
export interface LabelRule {
  /** The rule cited in a decision, such as `wechat-3.24/W1`. */
  clause: string;
  severity: Severity;
  /** From here on a person should look. */
  review: number;
  /** From here on the label is decided. */
  threshold: number;
  /** From here on the verdict is `block`; null: never above `review`. */
  block: number | null;
}

/** A policy: data that turns probabilities into labels, clauses and a verdict. */
export interface Policy {
  name: string;
  version: string;
  /** Where the rules were published. */
  source: string;
  /** ISO date since which the rules hold. */
  effectiveFrom: string;
  /** The strongest verdict that keyword evidence may carry without the model. */
  keywordAlone: 'review' | 'block';
  /** Threshold of `crypto_related`. */
  cryptoRelated: number;
  labels: Record<Category, LabelRule>;
}

const SEVERITIES: readonly Severity[] = ['low', 'medium', 'high'];

function isProbability(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

/** What is wrong with one category's rule; empty when nothing is. */
function mistakesOfRule(category: Category, rule: LabelRule | undefined): string[] {
  if (rule === undefined) return [`labels.${category}: found nothing, expected a rule`];
  const mistakes: string[] = [];
  if (typeof rule.clause !== 'string' || rule.clause === '') {
    mistakes.push(`labels.${category}.clause: expected the clause that a decision cites`);
  }
  if (!SEVERITIES.includes(rule.severity)) {
    mistakes.push(`labels.${category}.severity: found ${String(rule.severity)}, expected ${SEVERITIES.join(' | ')}`);
  }
  const bounds = [rule.review, rule.threshold, rule.block ?? 1];
  if (!bounds.every(isProbability) || bounds.some((bound, index) => bound < (bounds[index - 1] ?? 0))) {
    mistakes.push(`labels.${category}: expected probabilities 0-1 with review <= threshold <= block (or block: null)`);
  }
  return mistakes;
}

function mistakesOf(policy: Policy): string[] {
  const mistakes: string[] = [];
  for (const key of ['name', 'version', 'source', 'effectiveFrom'] as const) {
    if (typeof policy[key] !== 'string') mistakes.push(`${key}: expected a string`);
  }
  if (policy.keywordAlone !== 'review' && policy.keywordAlone !== 'block') {
    mistakes.push(`keywordAlone: found ${String(policy.keywordAlone)}, expected review | block`);
  }
  if (!isProbability(policy.cryptoRelated)) mistakes.push('cryptoRelated: expected a probability 0-1');
  for (const category of CATEGORIES) mistakes.push(...mistakesOfRule(category, policy.labels?.[category]));
  return mistakes;
}

/**
 * Reads and checks a policy file.
 *
 * @throws {CoinscreenError} POLICY_NOT_FOUND, or POLICY_INVALID with every mistake of the file
 */
export function loadPolicy(path: string): Policy {
  if (!existsSync(path)) {
    throw new CoinscreenError('POLICY_NOT_FOUND', `found no ${path}, expected a policy file (JSON); check the path`);
  }
  let policy: Policy;
  try {
    policy = JSON.parse(readFileSync(path, 'utf8')) as Policy;
  } catch (cause) {
    throw new CoinscreenError('POLICY_INVALID', `${path}: found broken JSON; compare it with data/policies`, { cause });
  }
  const mistakes = mistakesOf(policy);
  if (mistakes.length > 0) throw new CoinscreenError('POLICY_INVALID', `${path}: ${mistakes.join('; ')}`);
  return policy;
}

/** The score from which on the policy gives a label. */
export function thresholdOf(policy: Policy, label: Label): number {
  return isCategory(label) ? policy.labels[label].threshold : policy.cryptoRelated;
}
