export { decide, type Judgement, type Layers } from './decide.ts';
export { type LabelRule, loadPolicy, type Policy } from './policy.ts';
