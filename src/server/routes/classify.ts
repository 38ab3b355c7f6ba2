import type { FastifyInstance } from 'fastify';
import { CLASSIFY_BODY, CLASSIFY_RESPONSE, REFUSALS } from '../schemas.ts';
import { type Reading, type ReadingBody, readInput } from './reading.ts';

/** `POST /v1/classify`: the library's answer for each text. */
export function classifyRoute(app: FastifyInstance, reading: Reading): void {
  const schema = {
    summary: 'Classify one text or several',
    tags: ['reading'],
    body: CLASSIFY_BODY,
    response: { 200: CLASSIFY_RESPONSE, ...REFUSALS },
  };
  app.post<{ Body: ReadingBody }>('/v1/classify', { schema }, async (request, reply) => ({
    results: await readInput(request, reply, reading),
  }));
}
