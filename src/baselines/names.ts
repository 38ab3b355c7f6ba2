/** Systems that learn from a labelled file. */
export const TRAINED_SYSTEMS = ['majority', 'ngram', 'natural-bayes', 'natural-logistic'] as const;

/** A system that learns from a labelled file. */
export type TrainedSystem = (typeof TRAINED_SYSTEMS)[number];
