/** The logarithm of all labels' odds together: several weak signs count for more than the strongest one alone. */
export function suspicion(logits: Float32Array): number {
  return Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
}
