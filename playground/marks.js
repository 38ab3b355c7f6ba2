/**
 * Cuts a text at the borders of all marks, so that overlapping marks can be shown: each piece carries the classes of every
 * mark that covers it. Offsets are half-open UTF-16 units, as the service gives them.
 *
 * @param {string} text
 * @param {{ start: number, end: number, name: string, title: string }[]} marks
 * @returns {{ text: string, names: string[], titles: string[] }[]}
 */
export function piecesOf(text, marks) {
  const borders = new Set([0, text.length]);
  for (const { start, end } of marks) borders.add(start).add(end);
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1];
    const over = marks.filter(({ start, end }) => start <= from && to <= end);
    const unique = (values) => [...new Set(values)];
    return {
      text: text.slice(from, to),
      names: unique(over.map(({ name }) => name)),
      titles: unique(over.map(({ title }) => title)),
    };
  });
}

/** The marks of a classification. */
export function marksOf({ evidence, contacts, evasion }, strings) {
  return [
    ...evidence.map(({ start, end, term, strength, label }) => ({
      start,
      end,
      name: strength,
      title: `${term}: ${strings.labels[label]}, ${strings.legend[strength]}`,
    })),
    ...contacts.map(({ start, end, kind }) => ({ start, end, name: 'contact', title: kind })),
    ...evasion.map(({ start, end, kind }) => ({ start, end, name: 'fold', title: kind })),
  ];
}

/** A request as a command for a POSIX shell. */
export function curlOf(origin, body, needsKey) {
  const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    `curl ${origin}/v1/classify`,
    `-H 'content-type: application/json'`,
    ...(needsKey ? ['-H "authorization: Bearer $COINSCREEN_KEY"'] : []),
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

/** The posts of a file: the field `text` of JSONL rows, else the lines that are not empty. */
export function postsOf(name, content) {
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (!/\.(jsonl|ndjson)$/i.test(name)) return lines;
  return lines.flatMap((line) => {
    try {
      const { text } = JSON.parse(line);
      return typeof text === 'string' && text.trim() !== '' ? [text] : [];
    } catch {
      return [];
    }
  });
}
