import type { Socket } from 'node:net';
import { finished } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CoinscreenError, type ErrorCode } from '../errors.ts';
import { answerTo, CLIENT_GONE_STATUS } from './errors.ts';
import { failureOf } from './failure.ts';
import type { Metrics } from './metrics.ts';
import type { Pool } from './pool.ts';

const METHODS = ['GET', 'HEAD', 'POST'] as const;

/** Answers every refusal and fault in one shape. */
export function answerErrors(app: FastifyInstance, pool: Pool): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, pool));
  // Before a body is read, which may be wrong as well.
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404) return;
    const url = request.url.split('?', 1)[0]!;
    const allowed = METHODS.filter((method) => app.hasRoute({ method, url }));
    if (allowed.length === 0) {
      throw new CoinscreenError('ROUTE_NOT_FOUND', 'found an unknown path; /docs shows those that are known');
    }
    reply.header('allow', allowed.join(', '));
    throw new CoinscreenError('METHOD_NOT_ALLOWED', `found another method, expected ${allowed.join(' or ')}`);
  });
}

/** Sends what a client may know of an error; what is our fault goes to the log, without text. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  pool: Pool | null,
): FastifyReply {
  const { status, body } = answerTo(error);
  if (status === 500) request.log.error({ failure: failureOf(error) }, 'failed');
  if (body.error.code === 'QUEUE_FULL' && pool !== null) reply.header('retry-after', pool.retryAfter);
  return reply.code(status).send(body);
}

/** Counts each request and writes one line for it: its route, never its address, for that may hold anything. */
export function watchRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // The hooks of fastify are silent on clients that go away after they have sent their body.
    finished(reply.raw, (error) => {
      const route = request.routeOptions.url ?? 'unknown';
      const status = error ? CLIENT_GONE_STATUS : reply.statusCode;
      const milliseconds = Math.round(reply.elapsedTime * 100) / 100;
      metrics.countRequest(route, status, milliseconds / 1000);
      request.log.info({ method: request.method, route, status, ms: milliseconds }, 'answered');
    });
  });
}

/** Answers a connection whose request could not be read at all. */
export function refuseConnection(error: FastifyError, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  const [status, reason, code, message] = connectionRefusal(error.code);
  const { body } = answerTo(new CoinscreenError(code, message));
  const json = JSON.stringify(body);
  const head = `HTTP/1.1 ${status} ${reason}\r\nconnection: close\r\ncontent-type: application/json\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(json)}\r\n\r\n${json}`);
}

function connectionRefusal(code: string): [number, string, ErrorCode, string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const message = 'found half a request, expected all of it in time; send it faster';
    return [408, 'Request Timeout', 'REQUEST_TOO_SLOW', message];
  }
  if (code === 'HPE_HEADER_OVERFLOW') {
    const message = 'found headers above 16 KiB; send shorter ones';
    return [431, 'Request Header Fields Too Large', 'REQUEST_TOO_LARGE', message];
  }
  return [400, 'Bad Request', 'REQUEST_INVALID', 'found no HTTP request that can be read'];
}
