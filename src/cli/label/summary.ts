import type { ErrorCode } from '../../errors.ts';
import type { Refusal } from '../../io/index.ts';
import type { Label } from '../../labels.ts';
import type { Language, Reader, Verdict, Versions } from '../../result.ts';
import type { LabelCounts, WayCounts } from './counts.ts';
import type { Run } from './run.ts';

/** What a run did, as `--summary` writes it. Counts are of the whole run, times of the part after the last resume. */
export interface LabelSummary {
  versions: Versions;
  inputs: number;
  rows: number;
  labelled: number;
  refused: number;
  refusedByCode: Partial<Record<ErrorCode, number>>;
  verdicts: Record<Verdict, number>;
  /** Posts by language, and the share of them that carries each label; null where there is no post. */
  languages: Record<Language, { posts: number; rates: Record<Label, number | null> }>;
  /** Posts by the last reader that they needed, and their share of all: `gate.rate` is the gate rate. */
  readers: Record<Reader, { posts: number; rate: number | null }>;
  /** Of the posts that skimmer or model read, those whose folded text had been read before. */
  cache: { hits: number; rate: number | null };
  /** Rows that an earlier run had done. */
  resumedAfter: number;
  /** Wall-clock time of reading, classifying and writing, without loading the model. */
  seconds: number;
  postsPerSecond: number | null;
  stages: {
    /** In a thread: posts by the last reader that they needed. */
    readers: Record<Reader, Stage>;
    /** In the main thread: packing, writing, making the parts stand. */
    write: Stage;
  };
  workers: number;
  /** Most memory that the process held, all threads together, in millions of bytes. */
  peakMegabytes: number;
}

interface Stage {
  posts: number;
  seconds: number;
  postsPerSecond: number | null;
}

/** What a run took. */
export interface Measures {
  seconds: number;
  peakMegabytes: number;
  resumedFrom: LabelCounts | null;
}

/** Draws a run up. */
export function summarize({ counts, jobs, labeller, writingSeconds }: Run, measures: Measures): LabelSummary {
  const { resumedFrom, seconds } = measures;
  const rows = counts.labelled + counts.refused;
  const before = resumedFrom === null ? 0 : resumedFrom.labelled + resumedFrom.refused;
  const languages = Object.entries(counts.languages).map(([language, { posts, labels }]) => {
    const rates = Object.entries(labels).map(([label, count]) => [label, ratio(count, posts)]);
    return [language, { posts, rates: Object.fromEntries(rates) }];
  });
  const { skimmer, model } = counts.readers;
  const byReader = <Value>(value: (way: WayCounts, reader: Reader) => Value) =>
    Object.fromEntries(
      Object.entries(counts.readers).map(([reader, way]) => [reader, value(way, reader as Reader)]),
    ) as Record<Reader, Value>;
  return {
    versions: labeller.versions,
    inputs: jobs.length,
    rows,
    labelled: counts.labelled,
    refused: counts.refused,
    refusedByCode: counts.refusedByCode,
    verdicts: counts.verdicts,
    languages: Object.fromEntries(languages),
    readers: byReader(({ posts }) => ({ posts, rate: ratio(posts, counts.labelled) })),
    cache: { hits: counts.cacheHits, rate: ratio(counts.cacheHits, skimmer.posts + model.posts) },
    resumedAfter: before,
    seconds,
    postsPerSecond: ratio(rows - before, seconds),
    stages: {
      readers: byReader((way, reader) => stage(since(way, resumedFrom?.readers[reader]))),
      write: stage({ posts: rows - before, seconds: writingSeconds }),
    },
    workers: labeller.workers(),
    peakMegabytes: measures.peakMegabytes,
  };
}

function since(now: WayCounts, before: WayCounts = { posts: 0, seconds: 0 }): WayCounts {
  return { posts: now.posts - before.posts, seconds: now.seconds - before.seconds };
}

function stage({ posts, seconds }: WayCounts): Stage {
  return { posts, seconds, postsPerSecond: ratio(posts, seconds) };
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** The summary for people. The sample is shown when the refusals went to no file. */
export function renderSummary(summary: LabelSummary, sample: readonly Refusal[], errorsFile: string | null): string {
  const { block, review, pass } = summary.verdicts;
  const before = summary.resumedAfter > 0 ? `, ${summary.resumedAfter} of them before,` : '';
  const lines = [
    `${summary.rows} rows${before} in ${summary.seconds.toFixed(1)} s (${Math.round(summary.postsPerSecond ?? 0)} posts a second)`,
    `labelled ${summary.labelled}: block ${block}, review ${review}, pass ${pass}`,
  ];
  if (summary.refused > 0) lines.push(...renderRefusals(summary, sample, errorsFile));
  return `${lines.join('\n')}\n`;
}

function renderRefusals(summary: LabelSummary, sample: readonly Refusal[], errorsFile: string | null): string[] {
  const codes = Object.entries(summary.refusedByCode).map(([code, count]) => `${code} ${count}`);
  const refused = `refused ${summary.refused}: ${codes.join(', ')}`;
  if (errorsFile !== null) return [`${refused}; see ${errorsFile}`];
  const rest = summary.refused - sample.length;
  const more = rest > 0 ? [`  and ${rest} more; --errors FILE lists them all`] : [];
  return [refused, ...sample.map(({ line, code, message }) => `  line ${line}: ${code}: ${message}`), ...more];
}
