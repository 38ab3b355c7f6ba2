import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from '../src/files.ts';

const SOURCE = join(PACKAGE_ROOT, 'src');
const STAGES = ['normalize', 'segment', 'keyword', 'contacts', 'gate', 'model', 'fuse', 'policy'];
const ALLOWED_BETWEEN_STAGES = ['keyword -> normalize', 'keyword -> segment'];

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));

/** Folder inside `src`, or the file's own name for files at the top. */
function room(path: string): string {
  const [first = '', second] = path.split('/');
  return second === undefined ? first.replace(/\.ts$/, '') : first;
}

const imports = files.flatMap(({ file, text }) =>
  [...text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g)].map((match) => {
    const target = relative(SOURCE, join(SOURCE, file, '..', (match[1] ?? match[2]) as string));
    return { file, from: room(file), to: room(target) };
  }),
);

describe('the house', () => {
  test('has imports to look at', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(80);
  });

  test('no stage imports another, except keyword', () => {
    const crossing = imports.filter(({ from, to }) => STAGES.includes(from) && STAGES.includes(to) && from !== to);
    const found = new Set(crossing.map(({ from, to }) => `${from} -> ${to}`));
    expect([...found].sort()).toEqual(ALLOWED_BETWEEN_STAGES);
  });

  test('nothing imports the command line, and no stage reaches up to the classifier', () => {
    expect(imports.filter(({ from, to }) => to === 'cli' && from !== 'cli')).toEqual([]);
    const upward = ['classifier', 'resources', 'explain', 'evaluate', 'io', 'cli', 'server'];
    expect(imports.filter(({ from, to }) => STAGES.includes(from) && upward.includes(to))).toEqual([]);
  });

  test('only the command line imports the service, and only the service a web server', () => {
    expect(imports.filter(({ from, to }) => to === 'server' && from !== 'server' && from !== 'cli')).toEqual([]);
    const web = files.filter(({ text }) => /from '(@fastify\/[^']+|fastify|prom-client)'/.test(text));
    expect([...new Set(web.map(({ file }) => room(file)))]).toEqual(['server']);
  });

  test('one file imports the ONNX runtime', () => {
    const importers = files.filter(({ text }) => /from 'onnxruntime-node'/.test(text)).map(({ file }) => file);
    expect(importers).toEqual([join('model', 'session.ts')]);
  });

  test('nobody waits for the charts but who draws one', () => {
    const runtimeImport = /^import (?!type )[^;]*from 'vega'|import\('vega'\)/m;
    const importers = files.filter(({ text }) => runtimeImport.test(text));
    expect(importers.map(({ file }) => file)).toEqual([join('report', 'charts.ts')]);
    expect(importers[0]!.text).toContain("await import('vega')");
    expect(imports.filter(({ from, to }) => to === 'report' && from !== 'report' && from !== 'cli')).toEqual([]);
  });

  test('only the command line prints or exits', () => {
    const loud = files
      .filter(({ text }) => /console\.|process\.(exit|stdout|stderr)/.test(text))
      .map(({ file }) => room(file));
    expect(loud.filter((name) => name !== 'cli')).toEqual([]);
  });

  test('files stay under 250 lines', () => {
    expect(files.filter(({ text }) => text.split('\n').length > 251).map(({ file }) => file)).toEqual([]);
  });

  test('the main path stays under 150 lines', () => {
    const main = files.find(({ file }) => file === 'classifier.ts');
    expect(main?.text.split('\n').length).toBeLessThan(150);
  });
});
