export { createSegmenter, type Segmenter, type SegmenterName } from './segmenter.ts';
export { type Token, tokenize } from './tokenize.ts';
