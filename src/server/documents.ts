import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { packageVersion } from '../files.ts';

/** `/openapi.json`, made of the schemas of the routes that are added later, and `/docs`, a page over it. */
export async function documentRoutes(app: FastifyInstance, hasKeys: boolean): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'coinscreen',
        description: 'Says whether posts in Chinese or English promote banned coin business.',
        version: packageVersion(),
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: [{ name: 'reading' }, { name: 'operations' }],
      ...(hasKeys && { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } } }),
    },
    transform: ({ schema, url }) => ({
      schema: hasKeys && url.startsWith('/v1/') ? { ...schema, security: [{ key: [] }] } : schema,
      url,
    }),
    refResolver: { buildLocalReference: (json, _uri, _fragment, index) => String(json.$id ?? `schema-${index}`) },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // The page sets styles from its script.
    transformStaticCSP: (header) => `${header};style-src 'self' 'unsafe-inline'`,
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}
