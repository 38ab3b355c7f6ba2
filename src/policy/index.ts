export { decide, type Judgement, type Layers } from './decide.ts';
export { type LabelRule, loadPolicy, type Policy, thresholdOf } from './policy.ts';
export { policyPath, shippedPolicies } from './shipped.ts';
export { withThresholds } from './tuned.ts';
