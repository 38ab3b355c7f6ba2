import { badge, make, table } from './dom.js';
import { curlOf, marksOf, piecesOf } from './marks.js';

const PERCENT = (share) => `${(100 * share).toFixed(1)}%`;

/**
 * Everything that is shown of one post.
 *
 * @param {{ text: string, policy: string, results: Record<string, object>, policies: object[] }} answer Results by policy.
 */
export function resultView({ text, policy, results, policies }, strings, needsKey) {
  const result = results[policy];
  const rules = policies.find(({ name }) => name === policy);
  return [
    headline(result, strings),
    block(strings.marked, markedText(text, result, strings)),
    block(strings.scores, scoreList(result, rules, strings)),
    block(strings.decisions, decisionTable(result, strings)),
    ...foundBlocks(text, result, strings),
    block(strings.policies, policyTable(results, strings)),
    block(strings.request, requestView({ input: text, policy }, strings, needsKey)),
    make('p', {
      className: 'note',
      textContent: Object.entries(result.versions)
        .map((pair) => pair.join(' '))
        .join(' · '),
    }),
  ];
}

function block(title, ...children) {
  return make('div', { className: 'block', children: [make('h3', { textContent: title }), ...children] });
}

function headline(result, strings) {
  const notes = [
    ...result.decisions.map(({ label }) => strings.labels[label]),
    ...[strings.readers[result.readBy]].filter(Boolean),
    ...(result.truncated ? [strings.truncated] : []),
  ];
  return make('p', { className: 'headline', children: [badge(result.verdict, strings), ` ${notes.join(' · ')}`] });
}

function markedText(text, result, strings) {
  const marks = marksOf(result, strings);
  const pieces = piecesOf(text, marks).map(({ text: piece, names, titles }) =>
    names.length === 0
      ? piece
      : make('mark', { className: names.join(' '), title: titles.join('\n'), textContent: piece }),
  );
  const shown = [...new Set(marks.map(({ name }) => name))];
  const legend = shown.map((name) => make('mark', { className: name, textContent: strings.legend[name] }));
  const view = make('div', { children: [make('p', { className: 'marked', children: pieces })] });
  if (legend.length > 0) view.append(make('p', { className: 'legend', children: legend }));
  return view;
}

function scoreList(result, rules, strings) {
  const rows = Object.entries(result.scores).map(([label, score]) => {
    const rule = rules.labels[label] ?? { threshold: rules.cryptoRelated };
    const reached = score >= rule.threshold;
    const bounds = [`${strings.threshold} ${rule.threshold}`];
    if (rule.review !== undefined) bounds.push(`${strings.reviewBound} ${rule.review}`);
    const bar = make('div', {
      className: `bar ${reached ? 'reached' : ''}`,
      role: 'img',
      'aria-label': `${strings.labels[label]} ${PERCENT(score)}, ${bounds.join(', ')}`,
      title: bounds.join('\n'),
      children: [
        make('div', { className: `fill ${label === 'crypto_related' ? 'topic' : ''}` }),
        make('div', { className: 'tick' }),
      ],
    });
    bar.firstChild.style.width = PERCENT(score);
    bar.lastChild.style.left = PERCENT(rule.threshold);
    return make('div', {
      className: 'score',
      children: [
        make('span', { textContent: strings.labels[label] }),
        bar,
        make('span', { className: 'number', textContent: PERCENT(score) }),
      ],
    });
  });
  return make('div', { className: 'scores', children: rows });
}

function decisionTable({ decisions }, strings) {
  if (decisions.length === 0) return make('p', { textContent: strings.noDecision });
  const rows = decisions.map(({ label, clause, severity, decidedBy }) => [
    strings.labels[label],
    clause,
    strings.severity[severity],
    strings.layers[decidedBy],
  ]);
  return table(strings.decisionHead, rows);
}

function foundBlocks(text, { contacts, evasion }, strings) {
  const list = (found) =>
    make('ul', {
      className: 'found',
      children: found.map(({ kind, start, end }) =>
        make('li', { children: [make('code', { textContent: visible(text.slice(start, end)) }), ` ${kind}`] }),
      ),
    });
  return [
    ...(contacts.length > 0 ? [block(strings.contacts, list(contacts))] : []),
    ...(evasion.length > 0 ? [block(strings.folds, list(evasion))] : []),
  ];
}

/** Characters that cannot be seen, by their code points. */
function visible(text) {
  return text.replace(/[\p{Cf}\p{Mn}]/gu, (character) => {
    const code = character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `U+${code}`;
  });
}

function policyTable(results, strings) {
  const rows = Object.entries(results).map(([name, { verdict, labels }]) => [
    name,
    badge(verdict, strings),
    labels.map((label) => strings.labels[label]).join(', ') || strings.none,
  ]);
  return table(strings.policyHead, rows);
}

function requestView(body, strings, needsKey) {
  const command = curlOf(location.origin, body, needsKey);
  const copy = make('button', { type: 'button', className: 'quiet', textContent: strings.copy });
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(command);
    copy.textContent = strings.copied;
  });
  return make('div', { className: 'request', children: [make('pre', { tabIndex: 0, textContent: command }), copy] });
}
