/** What one would write without coinscreen: a minimal web server around transformers.js, with the same model. */

import { env, pipeline } from '@huggingface/transformers';
import { fastify } from 'fastify';
import { DEFAULT_MODEL } from '../../src/resources.ts';

const FOLDER = DEFAULT_MODEL.split('/').slice(0, -1).join('/');
env.allowRemoteModels = false;
env.localModelPath = FOLDER;
const read = await pipeline('text-classification', DEFAULT_MODEL.slice(FOLDER.length + 1), { dtype: 'q8' });

const app = fastify();
app.post<{ Body: { input: string } }>('/v1/classify', async ({ body }) => ({
  results: await read(body.input, { top_k: 5 }),
}));
console.log(JSON.stringify({ msg: 'listening', address: await app.listen({ host: '127.0.0.1', port: 0 }) }));
