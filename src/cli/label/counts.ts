import type { ErrorCode } from '../../errors.ts';
import type { Refusal } from '../../io/index.ts';
import { LABELS, type Label } from '../../labels.ts';
import type { Classification, Language, Reader, Verdict } from '../../result.ts';

/** Posts of one language, and how many of them carry each label. */
export interface LanguageCounts {
  posts: number;
  labels: Record<Label, number>;
}

/** Some posts, and the seconds that they took together, over all threads. */
export interface WayCounts {
  posts: number;
  seconds: number;
}

/** What a run counts; plain numbers, so that threads and runs can be added up. */
export interface LabelCounts {
  labelled: number;
  refused: number;
  refusedByCode: Partial<Record<ErrorCode, number>>;
  verdicts: Record<Verdict, number>;
  languages: Record<Language, LanguageCounts>;
  /** Posts by the last reader that they needed, remembered answers included. */
  readers: Record<Reader, WayCounts>;
  /** Posts answered by what skimmer and model said of the same folded text before. */
  cacheHits: number;
}

const LANGUAGES: readonly Language[] = ['zh', 'en', 'mixed', 'other'];

/** Nothing counted yet. */
export function emptyCounts(): LabelCounts {
  const labels = () => Object.fromEntries(LABELS.map((label) => [label, 0])) as Record<Label, number>;
  const none = (): WayCounts => ({ posts: 0, seconds: 0 });
  const languages = LANGUAGES.map((language) => [language, { posts: 0, labels: labels() }] as const);
  return {
    labelled: 0,
    refused: 0,
    refusedByCode: {},
    verdicts: { pass: 0, review: 0, block: 0 },
    languages: Object.fromEntries(languages) as LabelCounts['languages'],
    readers: { keyword: none(), gate: none(), skimmer: none(), model: none() },
    cacheHits: 0,
  };
}

/** Adds one result, which took `milliseconds`. */
export function addResult(counts: LabelCounts, result: Classification, milliseconds: number): void {
  counts.labelled += 1;
  counts.verdicts[result.verdict] += 1;
  const language = counts.languages[result.language];
  language.posts += 1;
  for (const label of result.labels) language.labels[label] += 1;
  if (result.cryptoRelated) language.labels.crypto_related += 1;
  const way = counts.readers[result.readBy];
  way.posts += 1;
  way.seconds += milliseconds / 1000;
}

/** Adds one refusal. */
export function addRefusal(counts: LabelCounts, { code }: Pick<Refusal, 'code'>): void {
  counts.refused += 1;
  counts.refusedByCode[code] = (counts.refusedByCode[code] ?? 0) + 1;
}

/** Adds what was counted elsewhere. Both are trees of numbers with the same branches, save for codes that are new. */
export function addCounts(total: LabelCounts, more: LabelCounts): void {
  addTree(total as unknown as NumberTree, more as unknown as NumberTree);
}

interface NumberTree {
  [name: string]: number | NumberTree;
}

function addTree(total: NumberTree, more: NumberTree): void {
  for (const [name, value] of Object.entries(more)) {
    const known = total[name];
    if (typeof value === 'number') total[name] = (typeof known === 'number' ? known : 0) + value;
    else addTree(known as NumberTree, value);
  }
}
