import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CoinscreenError } from '../errors.ts';
import { type Answer, checkIds, type GoldRow, joinAnswers, readAnswer, readId } from '../evaluate/index.ts';
import { openInput, type Refusal, readRecords } from '../io/index.ts';
import { byLabel, type Label } from '../labels.ts';
import { loadPolicy, policyPath, thresholdOf } from '../policy/index.ts';
import { type ClassifierOptions, DEFAULT_MODEL, KEYWORD_MODEL } from '../resources.ts';
import type { Classification, Evidence, Versions } from '../result.ts';
import { hashed } from './gold-file.ts';
import type { GoldOptions, PredictionOptions } from './gold-options.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

/** Who answered. */
export type System =
  | { kind: 'coinscreen'; versions: Versions; sha256: SystemHashes }
  | { kind: 'predictions'; file: string; sha256: string; threshold: number };

/** Hashes of the files that shape coinscreen's answers. */
export interface SystemHashes {
  /** The model's manifest, which holds the hashes of its other files. */
  manifest: string;
  policy: string;
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
  const progress = startProgress(io.stderr, null);
  const answered: AnsweredRow[] = [];
  const refused: Refusal[] = [];
  try {
    for (const row of rows) {
      try {
        const result = await classifier.classify(row.text);
        answered.push({ row, answer: answerOf(result), evidence: result.evidence });
      } catch (error) {
        if (!(error instanceof CoinscreenError)) throw error;
        refused.push({ line: row.line, code: error.code, message: error.message });
      }
      progress.update(0, answered.length + refused.length);
      io.signal.throwIfAborted();
    }
    const policy = loadPolicy(policyPath(options.classifier.policy));
    return {
      system: { kind: 'coinscreen', versions: classifier.versions, sha256: hashesOf(options.classifier) },
      rows: answered,
      thresholds: byLabel((label) => thresholdOf(policy, label)),
      refused,
    };
  } finally {
    progress.stop();
    await classifier.close();
  }
}

function hashesOf({ model, policy }: ClassifierOptions): SystemHashes {
  const folder = model === false ? KEYWORD_MODEL : (model ?? DEFAULT_MODEL);
  const [manifest, policyHash] = [join(folder, 'manifest.json'), policyPath(policy)].map((path) =>
    createHash('sha256').update(readFileSync(path)).digest('hex'),
  );
  return { manifest: manifest!, policy: policyHash! };
}

function answerOf({ labels, cryptoRelated, scores, verdict }: Classification): Answer {
  return { labels, cryptoRelated, scores, verdict };
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
