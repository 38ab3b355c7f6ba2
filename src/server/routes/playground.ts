import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { PACKAGE_ROOT } from '../../files.ts';

const FOLDER = join(PACKAGE_ROOT, 'playground');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** The page at `/` and its few files, read once. They hold no secret and say nothing of texts, so they need no key. */
export function playgroundRoutes(app: FastifyInstance): void {
  for (const file of readdirSync(FOLDER)) {
    const content = readFileSync(join(FOLDER, file));
    const url = file === 'index.html' ? '/' : `/playground/${file}`;
    app.get(url, { schema: { hide: true } }, async (_request, reply) =>
      reply.type(TYPES[extname(file)]!).header('cache-control', 'no-cache').send(content),
    );
  }
}
