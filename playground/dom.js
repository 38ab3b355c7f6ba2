/** Makes an element; text goes in as text, never as markup. */
export function make(tag, { children = [], ...properties } = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children);
  return element;
}

/** A table with a head; cells are texts or elements. */
export function table(head, rows) {
  const row = (cells, tag) =>
    make('tr', {
      children: cells.map((cell) => make(tag, { children: [cell], ...(tag === 'th' && { scope: 'col' }) })),
    });
  return make('table', {
    children: [
      make('thead', { children: [row(head, 'th')] }),
      make('tbody', { children: rows.map((cells) => row(cells, 'td')) }),
    ],
  });
}

/** A verdict as a badge. */
export function badge(verdict, strings) {
  return make('span', { className: `badge ${verdict}`, textContent: strings.verdicts[verdict] });
}
