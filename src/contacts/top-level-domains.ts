import { readFileSync } from 'node:fs';

/** What is known of a top-level domain. */
export interface TopLevelDomain {
  /** Whether a name under it is a link without a path; domains that are English words are not. */
  bare: boolean;
}

/** The top-level domains that links in posts use, in lower case, from data/contacts. */
export const TOP_LEVEL_DOMAINS: ReadonlyMap<string, TopLevelDomain> = readDomains();

function readDomains(): Map<string, TopLevelDomain> {
  const table = readFileSync(new URL('../../data/contacts/top-level-domains.tsv', import.meta.url), 'utf8');
  const [, ...rows] = table.trimEnd().split('\n');
  return new Map(rows.map((row) => row.split('\t')).map(([domain, bare]) => [domain!, { bare: bare === 'yes' }]));
}
