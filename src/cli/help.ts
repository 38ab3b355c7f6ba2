import { EVALUATION_HELP, type EvaluationCommand } from './evaluation-help.ts';
import { COMMON_OPTIONS, EXIT_CODES } from './help-parts.ts';
import { SERVE_HELP } from './serve-help.ts';

/** Help of the program. */
export const TOP_HELP: string = `Usage: coinscreen COMMAND [OPTIONS]

Says whether posts in Chinese or English promote banned coin business. Works offline.

Commands:
  classify [TEXT...]     classify posts from the command line or standard input
  label INPUT -o OUTPUT  label files of posts (JSONL, CSV, TSV, Parquet), of any size
  explain TEXT           show how every stage reads one post
  serve                  answer over HTTP, with a page to try posts
  evaluate GOLD          measure coinscreen, or another system, on a labelled file
  tune GOLD -o POLICY    find the thresholds that reach a target
  lint-data GOLD [OTHER] find duplicates, leaks and likely label errors in a labelled file

Options:
  -h, --help             show this help, or that of a command: coinscreen COMMAND --help
  --version              show the version

Results go to standard output, everything for people to standard error.
${EXIT_CODES}
`;

/** Help of each command. The first paragraph is its usage line. */
export const COMMAND_HELP: Record<CommandName, string> = {
  classify: `Usage: coinscreen classify [OPTIONS] [TEXT...]

Classifies each TEXT, or without one every line of standard input. On a terminal the result is
readable, with the evidence marked in the text; anywhere else it is one JSON object a line.
Put -- before a TEXT that begins with a dash.

Options:
  --json                 JSON on a terminal too
${COMMON_OPTIONS}

${EXIT_CODES}
`,
  label: `Usage: coinscreen label [OPTIONS] INPUT... -o OUTPUT

Labels every row of every INPUT, in order, in bounded memory. JSONL rows keep their fields and gain
"result"; CSV, TSV and Parquet rows keep their columns and gain verdict, labels, scores, evidence
and versions. Refused rows are left out, but in Parquet they stay, with the code in the column
"refused". JSONL, CSV and TSV may be packed as .gz or .zst. An INPUT may be a pattern such as
'posts/*.parquet'; several go into a folder, under their own names. Files appear when complete.

"label -" reads JSONL from standard input and writes one line for every line that is not blank, in
order; a refused one becomes {"error": {"line", "code", "message"}}.

The output grows as OUTPUT.partial beside OUTPUT.checkpoint. After a crash the same command with
--resume goes on there; the result has the same bytes as that of a run that was never stopped.

Options:
  -o, --output OUTPUT    a file, - for a stream, or a folder (end its name with /)
  --text-field NAME      field or column of the text (default: text)
  --format FORMAT        jsonl, csv, tsv or parquet (default: by file ending; jsonl for streams)
  --errors FILE          write refused rows to FILE, one {"line", "code", "message"} a line
  --summary FILE         write what was done to FILE, as JSON
  --resume               go on where a run stopped; refused if files, options or versions differ
  --part-rows N          rows between two places to resume from (default: 2000; Parquet: its row
                         groups)
  --workers auto|N       threads, each with its own model (default: auto, which measures what pays)
${COMMON_OPTIONS}

${EXIT_CODES}
`,
  explain: `Usage: coinscreen explain [OPTIONS] TEXT

Shows how every stage reads TEXT: folds, tokens, lexicon terms that count or not and why, scores
before and after fusion, thresholds, verdict.
Put -- before a TEXT that begins with a dash.

Options:
  --json                 the same as one JSON object
${COMMON_OPTIONS}

${EXIT_CODES}
`,
  serve: SERVE_HELP,
  ...EVALUATION_HELP,
};

/** Name of a command. */
export type CommandName = 'classify' | 'label' | 'explain' | 'serve' | EvaluationCommand;
