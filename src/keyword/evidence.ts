import { CATEGORIES } from '../labels.ts';
import type { Strength } from '../result.ts';
import type { KeywordMatch } from './match.ts';

const STRENGTHS: readonly Strength[] = ['anchor', 'supporting', 'ambiguous'];

/** Names of the numbers that `keywordFeatures` gives, in its order. A model folder repeats them and is checked. */
export const KEYWORD_FEATURES: readonly string[] = [
  ...CATEGORIES.flatMap((category) => STRENGTHS.map((strength) => `${category}_${strength}`)),
  'variants',
];

/**
 * The keyword evidence as numbers for the fusion: for each category and strength ln(1 + distinct terms
 * found), so that saying a term again adds nothing and many terms do not drown the model; last the same for
 * distinct disguised spellings, because hiding a term says something that the term does not.
 */
export function keywordFeatures({ hits }: KeywordMatch): Float64Array {
  const features = new Float64Array(KEYWORD_FEATURES.length);
  const counted = new Set<string>();
  const count = (feature: string, term: string): void => {
    const key = `${feature}\t${term}`;
    if (!counted.has(key)) features[KEYWORD_FEATURES.indexOf(feature)]! += 1;
    counted.add(key);
  };
  for (const { entry, variant } of hits) {
    count(`${entry.label}_${entry.strength}`, entry.folded);
    if (variant !== null) count('variants', variant);
  }
  return features.map(Math.log1p);
}
