/** Options of every command. */
export const COMMON_OPTIONS: string = `  --model DIR|none       model folder, or none for keywords alone (default: the one in the package)
  --lexicon PATH         lexicon file or folder to add to the one in the package; may be repeated
  --policy FILE          policy file, or the name of one in the package (default: wechat-3.24)
  --segmenter NAME       jieba (default) or nodejieba
  --threads N            threads of the model (default: 1)
  -h, --help             show this help`;

/** What the program returns. */
export const EXIT_CODES: string = 'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but some posts were refused.';
