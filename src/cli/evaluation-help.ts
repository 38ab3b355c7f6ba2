import { COMMON_OPTIONS, EXIT_CODES } from './help-parts.ts';

const GOLD = `GOLD is JSONL, CSV, TSV or Parquet with the fields text and labels, and if there id, crypto_related, uncertain,
group, date.`;

const GOLD_OPTIONS = `  --where FIELD=VALUE    only rows with this value; may be repeated
  --uncertain            also rows marked as uncertain
  --text-field NAME      field of the text (default: text)
  --predictions FILE     answers of another system instead (docs/predictions.md)
  --id-field NAME        field of the id in FILE (default: id)
  --map LABEL=NAME       what FILE calls a label; none=NAME drops a name; may be repeated
  --threshold N          the score that gives a label, where a baseline or FILE has scores alone (default: 0.5)`;

const RESAMPLING_OPTIONS = `  --rounds N             bootstrap rounds of the intervals (default: 1000)
  --seed N               seed of the bootstrap (default: 1)`;

/** A command that reads a labelled file. */
export type EvaluationCommand = 'evaluate' | 'tune' | 'lint-data';

/** Help of the commands that read a labelled file. */
export const EVALUATION_HELP: Record<EvaluationCommand, string> = {
  evaluate: `Usage: coinscreen evaluate [OPTIONS] GOLD

Measures how well coinscreen, or another system, labels GOLD: every figure with its 95 % interval.
${GOLD}

Options:
  --slice FIELD          also by the values of a field, or by length or month; may be repeated
  --json FILE            write everything, with a score for each row but no text; - instead of the table
  --report FILE          write a page of HTML for people, with curves, thresholds to move and the worst errors
  --redact               without texts in the page
  --min [SLICE:]NAME=N   fail unless a figure reaches N, such as macro_f1=0.9 or slice:lang=zh:macro_f1=0.88
  --max [SLICE:]NAME=N   fail unless a figure stays at or below N, such as fpr=0.01
  --compare FILE         differences to an earlier --json FILE, and the labels that moved
  --system NAME          who labels GOLD: hybrid (coinscreen, the default), keyword or model (a layer of it alone), or a
                         baseline that learns from --train: majority, ngram, natural-bayes, natural-logistic
  --train FILE           labelled file to learn from; may be repeated
  --train-where FIELD=VALUE  only training rows with this value; may be repeated
${GOLD_OPTIONS}
${RESAMPLING_OPTIONS}
${COMMON_OPTIONS}

${EXIT_CODES} A bound that does not hold is a failure.
`,
  tune: `Usage: coinscreen tune [OPTIONS] GOLD --target TARGET -o POLICY

Finds the thresholds that reach a target on GOLD and writes them as a policy file.
${GOLD}

Options:
  --target TARGET        precision=N or fpr=N (as many found as possible within it), or f1 (the highest)
  --label LABEL          only this label, the others keep their thresholds; may be repeated
  -o, --output POLICY    where to write
${GOLD_OPTIONS}
${RESAMPLING_OPTIONS}
${COMMON_OPTIONS}

${EXIT_CODES} Nothing is written for a target out of reach, or fewer than 30 positives.
`,
  'lint-data': `Usage: coinscreen lint-data [OPTIONS] GOLD [OTHER]

Shows what is wrong with a labelled file: empty and overlong rows, repeated ids, duplicates and
near-duplicates, likely label errors, labels that go together; with OTHER also texts that both hold.
${GOLD}

Options:
  --json FILE            write all findings; - instead of the summary
  --longest N            overlong from here on, in UTF-16 units (default: 5000)
  --max NAME=N           fail when there are more, such as leaks=0 or label_errors=20
${GOLD_OPTIONS}
${COMMON_OPTIONS}

${EXIT_CODES} A bound that does not hold is a failure.
`,
};
