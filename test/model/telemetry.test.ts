import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

// Where the runtime's telemetry is on, it says that it cannot keep its device id in such a home.
test('the runtime keeps no device id and sends nothing', { timeout: 30_000 }, () => {
  const script = `
    import { createClassifier } from './src/classifier.ts';
    const classifier = await createClassifier();
    await classifier.classify('高价收U');
    await classifier.close();
  `;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, HOME: '/dev/null' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
