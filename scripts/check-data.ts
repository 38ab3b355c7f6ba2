import { fileURLToPath } from 'node:url';
import { CoinscreenError } from '../src/errors.ts';
import { checkLexicon, loadLexicon } from '../src/keyword/index.ts';
import { createSegmenter } from '../src/segment/index.ts';
import { checkCorpus } from './check-corpus.ts';
import { checkLabels, checkSharedTerms, checkWords } from './check-files.ts';

/** Checks the data files of the package: prints each mistake as `file:line` with what to do; exit code 1 if there is any. */
const data = fileURLToPath(new URL('../data/', import.meta.url));
const mistakes = await check();
for (const mistake of mistakes) process.stderr.write(`${mistake}\n`);
if (mistakes.length > 0) process.exitCode = 1;
else process.stdout.write('The data files are good.\n');

async function check(): Promise<string[]> {
  const corpus = checkCorpus(`${data}corpus`, `${data}lexicon/sub-acts.tsv`, `${data}ordinary-phrases.txt`);
  const others = [...checkLabels(`${data}labels.json`), ...checkWords(`${data}segment/words.txt`), ...corpus];
  try {
    const lexicon = loadLexicon(`${data}lexicon`);
    const shared = checkSharedTerms(`${data}lexicon`);
    return [...others, ...shared, ...checkLexicon(lexicon, await createSegmenter('jieba'))];
  } catch (error) {
    if (error instanceof CoinscreenError) return [...others, error.message];
    throw error;
  }
}
