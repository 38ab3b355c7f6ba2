import { finished } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { CoinscreenError } from '../errors.ts';

/**
 * Aborts when the client has gone or the time is up. The `request.signal` of fastify 5.12 cannot serve: it aborts, and its
 * `handlerTimeout` stops, as soon as a body has been read (fastify pull request 6725).
 *
 * @param milliseconds From now on.
 */
export function patience(reply: FastifyReply, milliseconds: number): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const message = 'found no answer in time; send fewer texts at once, or try again later';
    controller.abort(new CoinscreenError('SERVICE_BUSY', message));
  }, milliseconds);
  finished(reply.raw, (error) => {
    clearTimeout(timer);
    if (error) controller.abort(new CoinscreenError('CLIENT_GONE', 'found a client that has gone'));
  });
  return controller.signal;
}
