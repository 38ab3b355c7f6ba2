import type { FastifyReply, FastifyRequest } from 'fastify';
import { CoinscreenError } from '../../errors.ts';
import type { Classification } from '../../result.ts';
import { checkText } from '../../text.ts';
import { refuse } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { patience } from '../patience.ts';
import type { Pool } from '../pool.ts';

/** What both reading routes take. */
export interface ReadingBody {
  input: string | string[];
  policy?: string;
}

/** What the reading routes work with. */
export interface Reading {
  pool: Pool;
  metrics: Metrics;
  /** How long a request may take, in milliseconds. */
  timeoutMs: number;
}

/**
 * Checks the texts and the policy of a request, and has the texts classified.
 *
 * @throws {CoinscreenError} the TEXT_ codes and POLICY_NOT_FOUND, with the field at fault; what the pool refuses
 */
export async function readInput(
  { body }: FastifyRequest<{ Body: ReadingBody }>,
  reply: FastifyReply,
  { pool, metrics, timeoutMs }: Reading,
): Promise<Classification[]> {
  const texts = typeof body.input === 'string' ? [body.input] : body.input;
  for (const [index, text] of texts.entries()) {
    checkField(text, typeof body.input === 'string' ? 'input' : `input[${index}]`);
  }
  const { defaultPolicy, policies } = pool.catalogue;
  const policy = body.policy ?? defaultPolicy;
  if (!policies.some(({ name }) => name === policy)) {
    const expected = policies.map(({ name }) => name).join(', ');
    throw refuse('POLICY_NOT_FOUND', `policy: found an unknown name, expected ${expected}`, 'policy');
  }
  const results = await pool.classify(texts, policy, patience(reply, timeoutMs));
  metrics.countResults(results, policy);
  return results;
}

function checkField(text: string, param: string): void {
  try {
    checkText(text);
  } catch (error) {
    if (!(error instanceof CoinscreenError)) throw error;
    throw refuse(error.code, `${param}: ${error.message}`, param);
  }
}
