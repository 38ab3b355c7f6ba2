/** JSON schemas of what goes over the wire; `/openapi.json` is made of them. A test holds them to what the library returns. */

import { CATEGORIES, LABELS } from '../labels.ts';
import { MAX_TEXTS } from './options.ts';

/** A JSON schema. */
export type Schema = Readonly<Record<string, unknown>>;

const PROBABILITY: Schema = { type: 'number', minimum: 0, maximum: 1 };
const STRING: Schema = { type: 'string' };
const BOOLEAN: Schema = { type: 'boolean' };
const CATEGORY: Schema = { type: 'string', enum: CATEGORIES };
const OFFSET: Schema = { type: 'integer', minimum: 0, description: 'UTF-16 code units of the text as it was sent' };
const SPAN = { start: OFFSET, end: OFFSET };

/** An object that has all of its properties and no others. */
function whole(properties: Record<string, Schema>, rest: Record<string, unknown> = {}): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties, ...rest };
}

function each(names: readonly string[], schema: Schema): Schema {
  return whole(Object.fromEntries(names.map((name) => [name, schema])));
}

function list(items: Schema): Schema {
  return { type: 'array', items };
}

const TEXT: Schema = { type: 'string', pattern: '\\S' };

/** One text or several, alike for both routes. */
const INPUT: Schema = {
  description: `A text, or up to ${MAX_TEXTS} texts. At least one visible character each.`,
  anyOf: [TEXT, { type: 'array', items: TEXT, minItems: 1, maxItems: MAX_TEXTS }],
};

const POLICY: Schema = {
  type: 'string',
  description: 'Name of a policy in /v1/policies; left out: the default of the service.',
};

/** Body of `POST /v1/classify`. */
export const CLASSIFY_BODY: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['input'],
  properties: { input: INPUT, policy: POLICY },
  examples: [{ input: '高价收U，秒到账' }],
};

/** Body of `POST /v1/moderations`. */
export const MODERATIONS_BODY: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['input'],
  properties: {
    input: INPUT,
    model: { type: 'string', description: 'Read and ignored; the answer names the model that was used.' },
    policy: POLICY,
  },
  examples: [{ input: '高价收U，秒到账', model: 'omni-moderation-latest' }],
};

const VERSIONS: Schema = { $id: 'Versions', ...each(['package', 'model', 'lexicon', 'normalizer', 'policy'], STRING) };

const CLASSIFICATION: Schema = {
  $id: 'Classification',
  ...whole({
    labels: list(CATEGORY),
    cryptoRelated: BOOLEAN,
    scores: each(LABELS, PROBABILITY),
    verdict: { type: 'string', enum: ['pass', 'review', 'block'] },
    decisions: list(
      whole({
        label: CATEGORY,
        score: PROBABILITY,
        threshold: PROBABILITY,
        decidedBy: { type: 'string', enum: ['keyword', 'model', 'keyword+model'] },
        clause: STRING,
        severity: { type: 'string', enum: ['low', 'medium', 'high'] },
      }),
    ),
    evidence: list(
      whole({
        label: CATEGORY,
        ...SPAN,
        term: STRING,
        kind: { type: 'string', enum: ['keyword'] },
        strength: { type: 'string', enum: ['anchor', 'supporting', 'ambiguous'] },
      }),
    ),
    contacts: list(whole({ kind: STRING, ...SPAN })),
    evasion: list(whole({ kind: STRING, ...SPAN })),
    language: { type: 'string', enum: ['zh', 'en', 'mixed', 'other'] },
    readBy: { type: 'string', enum: ['keyword', 'gate', 'skimmer', 'model'] },
    truncated: BOOLEAN,
    versions: { $ref: 'Versions#' },
  }),
};

const MODERATION: Schema = {
  $id: 'Moderation',
  ...whole({
    flagged: { type: 'boolean', description: 'True when any category is.' },
    categories: each(CATEGORIES, BOOLEAN),
    category_scores: each(CATEGORIES, PROBABILITY),
    category_applied_input_types: each(CATEGORIES, list({ type: 'string', enum: ['text'] })),
  }),
};

const RULE: Schema = whole({
  clause: STRING,
  severity: { type: 'string', enum: ['low', 'medium', 'high'] },
  review: PROBABILITY,
  threshold: PROBABILITY,
  block: { anyOf: [PROBABILITY, { type: 'null' }] },
});

const POLICY_SHOWN: Schema = {
  $id: 'Policy',
  ...whole({
    name: STRING,
    version: STRING,
    source: STRING,
    effectiveFrom: STRING,
    keywordAlone: { type: 'string', enum: ['review', 'block'] },
    cryptoRelated: PROBABILITY,
    labels: each(CATEGORIES, RULE),
  }),
};

const ERROR: Schema = {
  $id: 'Error',
  ...whole({ error: whole({ message: STRING, type: STRING, param: { type: ['string', 'null'] }, code: STRING }) }),
};

/** Schemas that routes refer to by `$id`. */
export const SHARED_SCHEMAS: readonly Schema[] = [VERSIONS, CLASSIFICATION, MODERATION, POLICY_SHOWN, ERROR];

/** Refusals, alike for every route. */
export const REFUSALS = { '4xx': { $ref: 'Error#' }, '5xx': { $ref: 'Error#' } } as const;

/** Answer of `POST /v1/classify`. */
export const CLASSIFY_RESPONSE: Schema = whole({ results: list({ $ref: 'Classification#' }) });

/** Answer of `POST /v1/moderations`. */
export const MODERATIONS_RESPONSE: Schema = whole({
  id: STRING,
  model: STRING,
  results: list({ $ref: 'Moderation#' }),
});

/** Answer of `GET /v1/policies`. */
export const POLICIES_RESPONSE: Schema = whole({ default: STRING, policies: list({ $ref: 'Policy#' }) });

/** Answer of `POST /v1/reload`. */
export const RELOAD_RESPONSE: Schema = whole({ versions: { $ref: 'Versions#' } });

/** Answer of the probes. */
export const PROBE_RESPONSE: Schema = whole({ status: STRING });
