import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import { type Answer, checkIds, type GoldRow, joinAnswers, readAnswer, readId } from '../evaluate/index.ts';
import { hashOf } from '../files.ts';
import { openInput, type Refusal, readRecords } from '../io/index.ts';
import { byLabel, type Label } from '../labels.ts';
import { loadPolicy, policyPath, thresholdOf } from '../policy/index.ts';
import { type ClassifierOptions, DEFAULT_MODEL, KEYWORD_MODEL } from '../resources.ts';
import type { Evidence, Versions } from '../result.ts';
import { hashed } from './gold-file.ts';
import type { GoldOptions, PredictionOptions } from './gold-options.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';
import type { BaselineOptions } from './system-options.ts';

/** Who answered. */
export type System =
  | { kind: 'coinscreen'; versions: Versions; sha256: SystemHashes }
  | BaselineSystem
  | { kind: 'predictions'; file: string; sha256: string; threshold: number };

/** A baseline, and what it was made from. */
export interface BaselineSystem {
  kind: 'baseline';
  name: BaselineOptions['name'];
  threshold: number;
  sources: SystemSource[];
  /** Null for a system that does not learn. */
  learned: LearnedRows | null;
}

/** Rows that a baseline learned from, and those that it was not shown because they are in the labelled file. */
export interface LearnedRows {
  rows: number;
  leftOut: number;
}

/** What a model's manifest is called among the sources. */
export const MANIFEST_TITLE = 'manifest of the model';

/** Hashes of the files that shape coinscreen's answers. */
export interface SystemHashes {
  /** The model's manifest, which holds the hashes of its other files. */
  manifest: string;
  policy: string;
}

/** A file that a baseline was made from. */
export interface SystemSource {
  file: string;
  sha256: string;
}

/** A labelled row and the system's answer. */
export interface AnsweredRow {
  row: GoldRow;
  answer: Answer;
  /** What the system points to in the text; empty for a system that does not say. */
  evidence: readonly Evidence[];
}

/** What a system answered to the rows of a labelled file. */
export interface Answers {
  system: System;
  rows: AnsweredRow[];
  /** From which score on the system gives a label. */
  thresholds: Record<Label, number>;
  /** Rows whose texts the classifier refuses. */
  refused: Refusal[];
}

/**
 * Labels the rows, or reads the predictions.
 *
 * @throws {CoinscreenError} for classifier options or predictions that cannot be used
 */
export async function answerRows(rows: readonly GoldRow[], options: GoldOptions, io: Io): Promise<Answers> {
  return options.predictions === null
    ? classifyRows(rows, options, io)
    : readPredictions(rows, options.predictions, io);
}

async function classifyRows(rows: readonly GoldRow[], options: GoldOptions, io: Io): Promise<Answers> {
  const classifier = await io.createClassifier(options.classifier);
  try {
    const answered = await answerEach(rows, io, async (text) => {
      const { labels, cryptoRelated, scores, verdict, evidence } = await classifier.classify(text);
      return { answer: { labels, cryptoRelated, scores, verdict }, evidence };
    });
    const policy = loadPolicy(policyPath(options.classifier.policy));
    return {
      ...answered,
      system: { kind: 'coinscreen', versions: classifier.versions, sha256: hashesOf(options.classifier) },
      thresholds: byLabel((label) => thresholdOf(policy, label)),
    };
  } finally {
    await classifier.close();
  }
}

/** Asks for every row, and keeps apart the rows whose texts are refused. */
export async function answerEach(
  rows: readonly GoldRow[],
  io: Io,
  answer: (text: string) => Promise<Omit<AnsweredRow, 'row'>>,
): Promise<Pick<Answers, 'rows' | 'refused'>> {
  const progress = startProgress(io.stderr, null);
  const answered: AnsweredRow[] = [];
  const refused: Refusal[] = [];
  try {
    for (const row of rows) {
      try {
        answered.push({ row, ...(await answer(row.text)) });
      } catch (error) {
        if (!(error instanceof CoinscreenError)) throw error;
        refused.push({ line: row.line, code: error.code, message: error.message });
      }
      progress.update(0, answered.length + refused.length);
      io.signal.throwIfAborted();
    }
    return { rows: answered, refused };
  } finally {
    progress.stop();
  }
}

function hashesOf({ model, policy }: ClassifierOptions): SystemHashes {
  const folder = model === false ? KEYWORD_MODEL : (model ?? DEFAULT_MODEL);
  return { manifest: hashOf(join(folder, 'manifest.json')), policy: hashOf(policyPath(policy)) };
}

async function readPredictions(rows: readonly GoldRow[], options: PredictionOptions, io: Io): Promise<Answers> {
  checkIds(rows);
  const { path, format, idField, threshold } = options;
  const input = await openInput(path, io.stdin);
  const hash = createHash('sha256');
  const answers = new Map<string, Answer>();
  for await (const { line, fields } of readRecords(hashed(input.chunks, hash), format)) {
    const id = readId(fields[idField]) ?? String(line);
    if (answers.has(id)) {
      throw new CoinscreenError('RECORD_INVALID', `line ${line}: found the id ${id} again, expected each id once`);
    }
    answers.set(id, readAnswerAt(line, fields, options));
  }
  const system: System = { kind: 'predictions', file: basename(path), sha256: hash.digest('hex'), threshold };
  const joined = joinAnswers(rows, answers);
  return {
    system,
    rows: rows.map((row, index) => ({ row, answer: joined[index]!, evidence: [] })),
    thresholds: byLabel(() => threshold),
    refused: [],
  };
}

function readAnswerAt(line: number, fields: Record<string, unknown>, options: PredictionOptions): Answer {
  try {
    return readAnswer(fields, options);
  } catch (error) {
    if (!(error instanceof CoinscreenError)) throw error;
    throw new CoinscreenError(error.code, `line ${line}: ${error.message}`, { cause: error });
  }
}
