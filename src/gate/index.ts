export { type Gate, type GateOutput, gateBytes, lengthShare, loadGate, readGate, suspicion } from './gate.ts';
export { eachNgram } from './ngrams.ts';
