import { findContacts } from './contacts/index.ts';
import { CoinscreenError } from './errors.ts';
import { type Explanation, explanationOf } from './explain.ts';
import { fuse } from './fuse/index.ts';
import { readGate } from './gate/index.ts';
import { keywordFeatures, matchKeywords, spellOut } from './keyword/index.ts';
import { detectLanguage } from './language.ts';
import { normalize } from './normalize/index.ts';
import { decide, type Policy } from './policy/index.ts';
import { type ClassifierOptions, openResources, type Resources, readLexicon, versionsOf } from './resources.ts';
import type { Classification, Versions } from './result.ts';
import { checkText } from './text.ts';
import { evasionOf, evidenceOf, hasAnchor, keywordCategories, readerOf, type Trace } from './trace.ts';

/** What may differ from call to call. */
export interface CallOptions {
  /** A policy from `loadPolicy`, instead of the classifier's own. */
  policy?: Policy;
}

/** Reads posts. Create one, use it for all texts, close it at the end. */
export interface Classifier {
  /** Versions of everything that shapes a result; they change when the lexicon is exchanged. */
  readonly versions: Versions;
  /** Texts so far that skimmer and model did not have to read again; see `cache` in {@link ClassifierOptions}. */
  readonly cacheHits: number;
  /**
   * Classifies one text.
   *
   * @throws {CoinscreenError} the TEXT_ codes of {@link checkText}; CLASSIFIER_CLOSED
   */
  classify(text: string, options?: CallOptions): Promise<Classification>;
  /** Classifies texts, in order; equal to {@link classify} on each. Rejects on the first text that is refused. */
  classifyBatch(texts: readonly string[]): Promise<Classification[]>;
  /** Shows every stage's view of one text. */
  explain(text: string): Promise<Explanation>;
  /**
   * Reads the lexicon again, with other additions when `extra` is given, and exchanges it between two texts.
   * On a mistake the old one stays in use.
   *
   * @throws {CoinscreenError} LEXICON_NOT_FOUND, LEXICON_INVALID
   */
  reloadLexicon(extra?: readonly string[]): void;
  /** Frees the model, after the texts that are being read. Later calls are refused. */
  close(): Promise<void>;
}

/**
 * THE MAIN PATH: what happens to one text, stage by stage. Each stage is a function over plain data; what they
 * leave on the way is kept for {@link Classifier.explain}.
 */
async function runStages(text: string, resources: Resources): Promise<Trace> {
  const { lexicon, segmenter, gate, model, fusion, policy } = resources;
  const normalized = normalize(text);
  const language = detectLanguage(normalized.text);
  const contacts = findContacts(text, normalized);
  const match = matchKeywords(normalized.text, lexicon, segmenter);
  const plain = spellOut(normalized.text, match);
  const gated = gate === null ? null : readGate(plain, gate);
  const ended = gated?.ruledOut === true && match.hits.length === 0;
  const reading = model === null || ended ? null : await model.read(plain, hasAnchor(match));
  const input = {
    keyword: keywordFeatures(match),
    contacts: contacts.length,
    language,
    gate: gated?.logits ?? null,
    skimmed: reading?.skimmed ?? null,
    logits: reading?.logits ?? null,
  };
  const scores = fuse(input, fusion);
  const keyword = keywordCategories(match);
  const judgement = decide({ scores, logits: input.logits ?? input.skimmed, keyword }, policy);
  const result: Classification = {
    labels: judgement.labels,
    cryptoRelated: judgement.cryptoRelated,
    scores,
    verdict: judgement.verdict,
    decisions: judgement.decisions,
    evidence: evidenceOf(match, normalized),
    contacts,
    evasion: evasionOf(match, normalized),
    language,
    readBy: readerOf(input),
    truncated: reading?.truncated ?? false,
    versions: versionsOf(resources),
  };
  return { normalized, match, input, windows: reading?.windows ?? 0, result };
}

/**
 * Opens the model, lexicon, segmenter and policy; by default those that ship with the package. Nothing is downloaded.
 *
 * @throws {CoinscreenError} the MODEL_, LEXICON_, POLICY_ and SEGMENTER_ codes; OPTION_INVALID
 * @example
 * const classifier = await createClassifier();
 * const { verdict, labels, evidence } = await classifier.classify('高价收U，秒到账');
 * await classifier.close();
 */
export async function createClassifier(options: ClassifierOptions = {}): Promise<Classifier> {
  let resources = await openResources(options);
  let closed = false;
  const running = new Set<Promise<Trace>>();

  async function stagesOf(text: string, { policy = resources.policy }: CallOptions = {}): Promise<Trace> {
    if (closed) {
      throw new CoinscreenError('CLASSIFIER_CLOSED', 'found a closed classifier, expected an open one; create another');
    }
    checkText(text);
    const run = runStages(text, { ...resources, policy });
    running.add(run);
    return run.finally(() => running.delete(run));
  }

  return {
    get versions() {
      return versionsOf(resources);
    },
    get cacheHits() {
      return resources.model?.cacheHits() ?? 0;
    },
    classify: async (text, options) => (await stagesOf(text, options)).result,
    async classifyBatch(texts) {
      const results: Classification[] = [];
      // The runtime works on the calling thread, so there is nothing to overlap; see src/model/session.ts.
      for (const text of texts) results.push((await stagesOf(text)).result);
      return results;
    },
    explain: async (text) => explanationOf(await stagesOf(text), resources),
    reloadLexicon(extra = resources.extraLexicons) {
      resources = { ...resources, extraLexicons: extra, lexicon: readLexicon(extra) };
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled(running);
      await resources.model?.close();
    },
  };
}
