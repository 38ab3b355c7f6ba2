import { badge, make } from './dom.js';
import { EXAMPLES } from './examples.js';
import { postsOf } from './marks.js';
import { forget, history, KEEP, remember } from './store.js';
import { STRINGS } from './strings.js';
import { resultView } from './view.js';

const MAX_FILE_BYTES = 512 * 1024;
const MAX_POSTS = 256;
const at = (id) => document.getElementById(id);

const state = {
  language: KEEP.get('language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
  policies: [],
  /** Answers on the page; one, or those of a file. */
  answers: [],
  chosen: 0,
  /** Name of a string, or a text, and what it is about. */
  status: { name: 'empty', count: 0, text: '' },
};
const say = () => STRINGS[state.language];

async function call(path, body) {
  const key = at('key').value.trim();
  const response = await fetch(path, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...(body && { 'content-type': 'application/json' }), ...(key && { authorization: `Bearer ${key}` }) },
  });
  const answer = await response.json();
  if (response.ok) return answer;
  if (response.status === 401) at('key-box').open = true;
  throw new Error(answer.error.message);
}

async function loadPolicies() {
  const { policies, default: standard } = await call('v1/policies');
  state.policies = policies;
  const options = policies.map(({ name }) => make('option', { value: name, textContent: name }));
  at('policy').replaceChildren(...options);
  at('policy').value = standard;
}

/** Reads posts under every policy; the model is asked again for each, so that nothing here judges. */
async function read(texts) {
  setStatus('reading');
  try {
    if (state.policies.length === 0) await loadPolicies();
    const under = await Promise.all(
      state.policies.map(async ({ name }) => (await call('v1/classify', { input: texts, policy: name })).results),
    );
    state.answers = texts.map((text, index) => ({
      text,
      results: Object.fromEntries(state.policies.map(({ name }, policy) => [name, under[policy][index]])),
    }));
    state.chosen = 0;
    if (texts.length === 1) remember(texts[0]);
    setStatus('done', texts.length);
  } catch (error) {
    state.answers = [];
    if (error instanceof TypeError) setStatus('unreachable');
    else setStatus('refused', 0, error.message);
  }
  render();
  // On a phone the answer stands below the fold.
  if (at('answer').getBoundingClientRect().top > innerHeight) at('answer').scrollIntoView();
}

function setStatus(name, count = 0, text = '') {
  state.status = { name, count, text };
  const said = say()[name];
  at('status').textContent = text || (typeof said === 'function' ? said(count) : said);
  at('status').className = ['refused', 'unreachable', 'tooLarge', 'noPosts'].includes(name) ? 'refused' : '';
}

async function readFile(file) {
  if (file.size > MAX_FILE_BYTES) return setStatus('tooLarge');
  const posts = postsOf(file.name, await file.text());
  if (posts.length === 0) return setStatus('noPosts');
  at('text').value = posts[0];
  await read(posts.slice(0, MAX_POSTS));
  if (posts.length > MAX_POSTS) setStatus('tooMany');
}

function choose(text) {
  at('text').value = text;
  return read([text]);
}

function render() {
  const strings = say();
  document.documentElement.lang = strings.lang;
  for (const element of document.querySelectorAll('[data-say]')) {
    if (element.id !== 'status') element.textContent = strings[element.dataset.say];
  }
  at('text').placeholder = strings.placeholder;
  at('language').textContent = strings.other;
  setStatus(state.status.name, state.status.count, state.status.text);
  const chip = (text) => {
    const button = make('button', { type: 'button', className: 'chip', textContent: text, title: text });
    button.addEventListener('click', () => choose(text));
    return button;
  };
  at('examples').replaceChildren(...EXAMPLES.map(chip));
  at('history').replaceChildren(...history().map((text) => make('li', { children: [chip(text)] })));
  at('history-box').hidden = history().length === 0;
  at('policy-choice').hidden = state.policies.length < 2;
  renderAnswers(strings);
}

function renderAnswers(strings) {
  const policy = at('policy').value;
  const rows = state.answers.map(({ text, results }, index) => {
    const children = [badge(results[policy].verdict, strings), make('span', { textContent: text })];
    const button = make('button', { type: 'button', className: 'post', children });
    button.setAttribute('aria-current', String(index === state.chosen));
    button.addEventListener('click', () => {
      state.chosen = index;
      at('text').value = text;
      renderAnswers(strings);
    });
    return button;
  });
  at('posts').replaceChildren(...(rows.length > 1 ? rows : []));
  const answer = state.answers[state.chosen];
  const needsKey = at('key').value !== '';
  const view = answer ? resultView({ ...answer, policy, policies: state.policies }, strings, needsKey) : [];
  at('result').replaceChildren(...view);
}

function listen() {
  at('form').addEventListener('submit', (event) => {
    event.preventDefault();
    read([at('text').value]);
  });
  at('text').addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) at('form').requestSubmit();
  });
  at('file').addEventListener('change', ({ target }) => target.files[0] && readFile(target.files[0]));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) readFile(file);
  });
  at('policy').addEventListener('change', render);
  at('key').value = sessionStorage.getItem('key') ?? '';
  at('key').addEventListener('change', () => sessionStorage.setItem('key', at('key').value));
  at('language').addEventListener('click', () => {
    state.language = state.language === 'zh' ? 'en' : 'zh';
    KEEP.set('language', state.language);
    render();
  });
  at('forget').addEventListener('click', () => {
    forget();
    render();
  });
}

listen();
render();
// Where a key is needed the first reading asks again.
await loadPolicies().catch(() => {});
render();
