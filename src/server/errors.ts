import type { FastifySchemaValidationError } from 'fastify';
import { CoinscreenError, type ErrorCode } from '../errors.ts';
import { MAX_TEXTS } from './options.ts';

/** The body of every refusal, in the shape that OpenAI's clients read. */
export interface ErrorBody {
  error: { message: string; type: string; param: string | null; code: ErrorCode };
}

const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  429: 'rate_limit_error',
  500: 'server_error',
  503: 'server_error',
};

/** What proxies write down for a client that went away before its answer. */
export const CLIENT_GONE_STATUS = 499;

const STATUSES: Partial<Record<ErrorCode, number>> = {
  TEXT_NOT_STRING: 400,
  TEXT_EMPTY: 400,
  TEXT_TOO_LONG: 400,
  TEXT_UNPAIRED_SURROGATE: 400,
  REQUEST_INVALID: 400,
  KEY_INVALID: 401,
  KEY_REQUIRED: 403,
  POLICY_NOT_FOUND: 404,
  ROUTE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  REQUEST_TOO_SLOW: 408,
  LEXICON_NOT_FOUND: 409,
  LEXICON_INVALID: 409,
  POLICY_INVALID: 409,
  REQUEST_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  QUEUE_FULL: 429,
  CLIENT_GONE: CLIENT_GONE_STATUS,
  SERVICE_BUSY: 503,
  SERVICE_CLOSING: 503,
};

/** A refusal that names the field at fault, such as `input[3]`. */
export function refuse(code: ErrorCode, message: string, param: string): CoinscreenError {
  return Object.assign(new CoinscreenError(code, message), { param });
}

/** Status and body for an error; what is not meant for the client has become `INTERNAL`. */
export function answerTo(error: unknown): { status: number; body: ErrorBody } {
  const known = error instanceof CoinscreenError ? error : fromFramework(error);
  const status = STATUSES[known.code] ?? 500;
  const { code, message } = known;
  const param = 'param' in known && typeof known.param === 'string' ? known.param : null;
  return { status, body: { error: { message, type: TYPES[status] ?? 'invalid_request_error', param, code } } };
}

/** Errors of fastify, by status; their own messages are dropped, since they may quote. */
function fromFramework(error: unknown): CoinscreenError {
  const { statusCode } = error as { statusCode?: number };
  switch (statusCode) {
    case 401:
      return new CoinscreenError('KEY_INVALID', 'found no valid key, expected the header Authorization: Bearer KEY');
    case 413:
      return new CoinscreenError('REQUEST_TOO_LARGE', 'found a body above the limit; send fewer texts in one request');
    case 415:
      return new CoinscreenError(
        'MEDIA_TYPE_UNSUPPORTED',
        'found another media type, expected content-type: application/json',
      );
    case 400:
      return new CoinscreenError('REQUEST_INVALID', 'found no valid JSON in UTF-8, expected one JSON object');
    default:
      return new CoinscreenError('INTERNAL', 'found a fault of the service; its log has more under the request id');
  }
}

/** The first mistake of a body that does not fit its schema, without quoting the body. */
export function bodyMistake(errors: readonly FastifySchemaValidationError[]): CoinscreenError {
  // Of the branches of `input` the one that found a text, else the deepest, is the one that was meant.
  const deepest = [...errors].reverse().reduce((a, b) => (b.instancePath.length > a.instancePath.length ? b : a));
  const error = errors.find(({ keyword }) => keyword === 'pattern') ?? deepest;
  const param = error.instancePath.slice(1).replace(/\/(\d+)/g, '[$1]') || 'body';
  return refuse(error.keyword === 'pattern' ? 'TEXT_EMPTY' : 'REQUEST_INVALID', `${param}: ${mistakeOf(error)}`, param);
}

function mistakeOf({ keyword, params, message }: FastifySchemaValidationError): string {
  if (keyword === 'additionalProperties') return 'found an unknown field; see /docs for those that are known';
  if (keyword === 'required') return `found no ${params.missingProperty}, expected one`;
  if (keyword === 'type') return `found another type, expected ${params.type}`;
  if (keyword === 'anyOf') return `found another type, expected a text or an array of 1 to ${MAX_TEXTS} texts`;
  if (keyword === 'pattern') return 'found an empty text, expected at least one visible character; skip it';
  return `expected a value that ${message}`;
}
