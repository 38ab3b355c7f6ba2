import { readFileSync } from 'node:fs';
import { createRandom } from '../../src/evaluate/random.ts';

/** Posts in a hundred: most of what a platform carries has nothing to do with coins. */
const SHARES = { promotion: 1, talk: 9, benign: 90 };

interface Post {
  text: string;
  labels?: string[];
  crypto_related?: boolean;
}

/** Posts of files of JSON lines, by what they are. A row without labels is benign unless it says that it is about crypto. */
export function readPosts(files: readonly string[]): Record<keyof typeof SHARES, string[]> {
  const posts: Record<keyof typeof SHARES, string[]> = { promotion: [], talk: [], benign: [] };
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const { text, labels = [], crypto_related: related = false } = JSON.parse(line) as Post;
      posts[labels.length > 0 ? 'promotion' : related ? 'talk' : 'benign'].push(text);
    }
  }
  for (const [kind, texts] of Object.entries(posts)) {
    if (texts.length === 0) throw new Error(`found no post of the kind ${kind}, expected files with some of each`);
  }
  return posts;
}

/** `count` posts in the shares of realistic traffic, in an order that `seed` fixes; few repeat while there are enough. */
export function traffic(posts: ReturnType<typeof readPosts>, count: number, seed: number): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const draw = random(100);
    const kind = draw < SHARES.promotion ? 'promotion' : draw < SHARES.promotion + SHARES.talk ? 'talk' : 'benign';
    return posts[kind][random(posts[kind].length)]!;
  });
}
