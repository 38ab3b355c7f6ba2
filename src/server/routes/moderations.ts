import type { FastifyInstance } from 'fastify';
import { CATEGORIES, type Category } from '../../labels.ts';
import type { Classification } from '../../result.ts';
import { MODERATIONS_BODY, MODERATIONS_RESPONSE, REFUSALS } from '../schemas.ts';
import { type Reading, type ReadingBody, readInput } from './reading.ts';

/** One text's answer in the shape of OpenAI's moderation endpoint, with our categories. */
export interface Moderation {
  flagged: boolean;
  categories: Record<Category, boolean>;
  category_scores: Record<Category, number>;
  category_applied_input_types: Record<Category, 'text'[]>;
}

/** `POST /v1/moderations`: for clients of OpenAI's moderation endpoint. */
export function moderationsRoute(app: FastifyInstance, reading: Reading): void {
  const schema = {
    summary: "The same in the shape of OpenAI's moderation endpoint",
    tags: ['reading'],
    body: MODERATIONS_BODY,
    response: { 200: MODERATIONS_RESPONSE, ...REFUSALS },
  };
  app.post<{ Body: ReadingBody }>('/v1/moderations', { schema }, async (request, reply) => {
    const results = await readInput(request, reply, reading);
    return {
      id: `modr-${request.id}`,
      model: reading.pool.catalogue.versions.model,
      results: results.map(moderationOf),
    };
  });
}

/**
 * `crypto_related` is a topic and no offence, so it is left out: whoever reads `flagged` as "any of the categories"
 * stays right.
 */
export function moderationOf({ labels, scores }: Classification): Moderation {
  const forEach = <Value>(value: (category: Category) => Value) =>
    Object.fromEntries(CATEGORIES.map((category) => [category, value(category)])) as Record<Category, Value>;
  return {
    flagged: labels.length > 0,
    categories: forEach((category) => labels.includes(category)),
    category_scores: forEach((category) => scores[category]),
    category_applied_input_types: forEach(() => ['text']),
  };
}
