import type { FastifyInstance } from 'fastify';
import { CoinscreenError } from '../errors.ts';

/**
 * Takes JSON in UTF-8 and nothing else. The parser of fastify would put U+FFFD for broken bytes and go on, so that a
 * text would be judged that nobody sent.
 */
export function readJsonOnly(app: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = decoder.decode(body);
    } catch {
      const message = 'body: found bytes that are no UTF-8, expected JSON in UTF-8';
      return done(new CoinscreenError('REQUEST_INVALID', message), undefined);
    }
    return parse(request, text, done);
  });
}
