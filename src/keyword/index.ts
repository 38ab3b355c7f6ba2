export { checkLexicon } from './check.ts';
export { KEYWORD_FEATURES, keywordFeatures } from './evidence.ts';
export { loadLexicon } from './lexicon.ts';
export type { AllowEntry, Condition, Lexicon, LexiconEntry, LexiconVariant } from './lexicon-types.ts';
export { type HiddenHit, type HiddenReason, type KeywordHit, type KeywordMatch, matchKeywords } from './match.ts';
export { spellOut } from './spell-out.ts';
