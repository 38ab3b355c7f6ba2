import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PACKAGE_ROOT } from '../files.ts';

const POLICIES = join(PACKAGE_ROOT, 'data', 'policies');
const DEFAULT_POLICY = 'wechat-3.24';

/** The file of a policy: `policy` itself where it ends in `.json`, else the one of that name that ships with the package. */
export function policyPath(policy: string = DEFAULT_POLICY): string {
  return policy.endsWith('.json') ? policy : join(POLICIES, `${policy}.json`);
}

/** Names of the policies that ship with the package. */
export function shippedPolicies(): string[] {
  return readdirSync(POLICIES)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();
}
