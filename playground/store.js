const MOST = 20;

/** What the page keeps in this browser; nothing where the browser keeps nothing. */
export const KEEP = {
  get(name) {
    try {
      return localStorage.getItem(`coinscreen.${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`coinscreen.${name}`, value);
    } catch {
      // A full or forbidden store costs the history, nothing else.
    }
  },
};

/** Posts that were read, newest first. */
export function history() {
  return JSON.parse(KEEP.get('history') ?? '[]');
}

/** Puts a post on top of the history. */
export function remember(text) {
  KEEP.set('history', JSON.stringify([text, ...history().filter((other) => other !== text)].slice(0, MOST)));
}

/** Empties the history. */
export function forget() {
  KEEP.set('history', '[]');
}
