export { type Model, type ModelOutput, openModel } from './infer.ts';
export { type Manifest, readManifest } from './manifest.ts';
