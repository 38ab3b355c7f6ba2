import type { Learner } from './baseline.ts';

/** Reads nothing: every text has each label as likely as the share of the training texts that have it. */
export const MAJORITY: Learner<null> = {
  read: () => null,
  learn(_, truths) {
    const share = truths.filter(Boolean).length / truths.length;
    return () => share;
  },
};
