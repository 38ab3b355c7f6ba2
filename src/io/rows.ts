import { CoinscreenError, type ErrorCode } from '../errors.ts';
import { checkText } from '../text.ts';

/** A row whose text can be classified. */
export interface Row {
  /** Line of the input on which the row begins, from 1. */
  line: number;
  text: string;
  /**
   * The row with everything that it held and the answer added, as one record of the output, newline included.
   *
   * @param answer what `answerWriter` makes of the result, in the format of the row
   */
  withAnswer(answer: string): string;
}

/** A row that cannot be labelled, and why. The message never holds text of the row. */
export interface Refusal {
  /** Line of the input on which the row begins, from 1. */
  line: number;
  code: ErrorCode;
  message: string;
}

/** An input seen as rows. */
export interface Table {
  /** What stands before the first record of the output: a header row, or nothing. */
  header: string;
  rows: AsyncIterable<Row | Refusal>;
}

/** True when `item`, anything that a reader yields, is a refusal. */
export function isRefusal(item: object): item is Refusal {
  return 'code' in item;
}

/** The row that `read` returns, or the refusal that it throws. Other errors than CoinscreenError pass through. */
export function readRow(line: number, read: () => Omit<Row, 'line' | 'text'> & { text: unknown }): Row | Refusal {
  try {
    const { text, withAnswer } = read();
    checkText(text);
    return { line, text, withAnswer };
  } catch (error) {
    if (!(error instanceof CoinscreenError)) throw error;
    return { line, code: error.code, message: error.message };
  }
}
