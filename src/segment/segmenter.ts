import { CoinscreenError } from '../errors.ts';

/** Finds the words of a text. */
export interface Segmenter {
  readonly name: SegmenterName;
  /** Cuts a well-formed text (no lone surrogates) into pieces that concatenate to exactly that text. */
  cut(text: string): string[];
}

/** The word cutters that coinscreen knows; equal in interface, slightly different in taste. */
export type SegmenterName = 'jieba' | 'nodejieba';

/**
 * Opens a word cutter with its own dictionary and the project's words.
 *
 * @throws CoinscreenError `SEGMENTER_UNAVAILABLE` when its package is not installed or does not load;
 *   `OPTION_INVALID` for an unknown name.
 */
export async function createSegmenter(name: SegmenterName): Promise<Segmenter> {
  // Imported when asked for, so that nobody reads a dictionary of several megabytes for nothing.
  switch (name) {
    case 'jieba':
      return (await import('./jieba.ts')).createJieba();
    case 'nodejieba':
      return (await import('./nodejieba.ts')).createNodejieba();
    default:
      throw new CoinscreenError(
        'OPTION_INVALID',
        'Unknown segmenter: expected jieba or nodejieba. Pass one of the two.',
      );
  }
}
