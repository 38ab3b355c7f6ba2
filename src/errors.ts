/** Every way in which coinscreen refuses work. Codes are stable: match on them, not on messages. */
export const ERROR_CODES = [
  'TEXT_NOT_STRING',
  'TEXT_EMPTY',
  'TEXT_TOO_LONG',
  'TEXT_UNPAIRED_SURROGATE',
  'MODEL_NOT_FOUND',
  'MODEL_INVALID',
  'MODEL_HASH_MISMATCH',
  'MODEL_NORMALIZER_MISMATCH',
  'LEXICON_NOT_FOUND',
  'LEXICON_INVALID',
  'POLICY_NOT_FOUND',
  'POLICY_INVALID',
  'SEGMENTER_UNAVAILABLE',
  'SYSTEM_UNAVAILABLE',
  'CLASSIFIER_CLOSED',
  'OPTION_INVALID',
  'RECORD_INVALID',
  'RECORD_FIELD_MISSING',
  'INPUT_UNREADABLE',
  'OUTPUT_UNWRITABLE',
  'CHECKPOINT_EXISTS',
  'CHECKPOINT_MISMATCH',
  'CLASSIFIER_FAILED',
  'WORKER_FAILED',
  'USAGE',
  'REQUEST_INVALID',
  'REQUEST_TOO_LARGE',
  'REQUEST_TOO_SLOW',
  'MEDIA_TYPE_UNSUPPORTED',
  'ROUTE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'KEY_INVALID',
  'KEY_REQUIRED',
  'QUEUE_FULL',
  'CLIENT_GONE',
  'SERVICE_BUSY',
  'SERVICE_CLOSING',
  'ADDRESS_UNUSABLE',
  'INTERNAL',
] as const;

/** A stable error code. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * The one error class of coinscreen. The message says what was found, what was expected and what to
 * do; it never holds text of a post, so it may be logged.
 */
export class CoinscreenError extends Error {
  /** What went wrong, stable across versions. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CoinscreenError';
    this.code = code;
  }
}
