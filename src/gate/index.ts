export { type Gate, type GateOutput, gateBytes, lengthShare, loadGate, readGate } from './gate.ts';
export { ngramBuckets } from './ngrams.ts';
