import { CoinscreenError } from '../errors.ts';
import { LABELS, type Label } from '../labels.ts';

/** What a file's own label names mean here. A name may stand for several labels, or for none. */
export type LabelNames = ReadonlyMap<string, readonly Label[]>;

/** The target of a mapping that drops a name. */
export const NO_LABEL = 'none';

/** The project's own names. */
export const OWN_NAMES: LabelNames = new Map(LABELS.map((label) => [label, [label]]));

/**
 * Adds mappings, each of a label (or {@link NO_LABEL}) and a name, to the project's own names.
 *
 * @throws {CoinscreenError} OPTION_INVALID for an unknown label
 */
export function labelNames(mappings: readonly (readonly [target: string, name: string])[]): LabelNames {
  const names = new Map(OWN_NAMES);
  const mapped = new Map<string, Label[]>();
  for (const [target, name] of mappings) {
    const label = LABELS.find((known) => known === target);
    if (label === undefined && target !== NO_LABEL) {
      const expected = [...LABELS, NO_LABEL].join(', ');
      throw new CoinscreenError('OPTION_INVALID', `found the label ${target}, expected one of ${expected}`);
    }
    mapped.set(name, [...(mapped.get(name) ?? []), ...(label === undefined ? [] : [label])]);
  }
  for (const [name, labels] of mapped) names.set(name, labels);
  return names;
}

/**
 * The labels that a name stands for.
 *
 * @throws {CoinscreenError} RECORD_INVALID for a name that stands for nothing: a typing error would cost a system its answers
 */
export function labelsNamed(name: string, names: LabelNames): readonly Label[] {
  const labels = names.get(name);
  if (labels !== undefined) return labels;
  throw new CoinscreenError(
    'RECORD_INVALID',
    `found the label ${JSON.stringify(name)}, expected one of ${[...names.keys()].join(', ')}; or say with --map what it means`,
  );
}
