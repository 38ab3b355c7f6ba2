export { type Manifest, readManifest, type Skimming, withoutSkimmer } from './manifest.ts';
export { type Model, openModel, type Reading } from './read.ts';
