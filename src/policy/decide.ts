import { CATEGORIES, type Category, type Label } from '../labels.ts';
import type { DecidedBy, Decision, Verdict } from '../result.ts';
import type { Policy } from './policy.ts';

/** What the policy makes of the probabilities of one text. */
export interface Judgement {
  labels: Category[];
  cryptoRelated: boolean;
  verdict: Verdict;
  decisions: Decision[];
}

/** What each layer says, for naming who decided. */
export interface Layers {
  /** Fused, calibrated probabilities. */
  scores: Record<Label, number>;
  /** Logits of the transformer that read last, model or skimmer, in label order; null where neither did. */
  logits: Float32Array | null;
  /** Categories with confirmed lexicon terms. */
  keyword: ReadonlySet<Category>;
}

const RANK: readonly Verdict[] = ['pass', 'review', 'block'];

/** The model agrees when it holds the label likelier than not (a logit of 0 or more). */
function decidedBy(category: Category, { logits, keyword }: Layers): DecidedBy {
  if (logits === null) return 'keyword';
  if (!keyword.has(category)) return 'model';
  return (logits[CATEGORIES.indexOf(category)] as number) >= 0 ? 'keyword+model' : 'keyword';
}

/**
 * Applies a policy: a label is decided at its threshold, a person is asked from its review bound on, and the
 * verdict is `block` from its block bound on, but never by the keyword layer alone unless the policy allows it.
 */
export function decide(layers: Layers, policy: Policy): Judgement {
  const decisions: Decision[] = [];
  let verdict: Verdict = 'pass';
  for (const category of CATEGORIES) {
    const rule = policy.labels[category];
    const score = layers.scores[category];
    let proposed: Verdict = score >= rule.review ? 'review' : 'pass';
    if (score >= rule.threshold) {
      const by = decidedBy(category, layers);
      const { threshold, clause, severity } = rule;
      decisions.push({ label: category, score, threshold, decidedBy: by, clause, severity });
      const mayBlock = by !== 'keyword' || policy.keywordAlone === 'block';
      if (rule.block !== null && score >= rule.block && mayBlock) proposed = 'block';
    }
    if (RANK.indexOf(proposed) > RANK.indexOf(verdict)) verdict = proposed;
  }
  return {
    labels: decisions.map((decision) => decision.label),
    // A text that carries a category is about crypto by definition, whatever the topic score says.
    cryptoRelated: decisions.length > 0 || layers.scores.crypto_related >= policy.cryptoRelated,
    verdict,
    decisions,
  };
}
