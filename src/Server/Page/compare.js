import { ask, at, element, options, say, signed, table, warnings } from './common.js';

const most = 200;

/** The part of the page that asks the gate whether a run is worse than another. */
export function startComparing(comparable, policy) {
  for (const which of ['baseline', 'current'])
    options(at(which), comparable.map(r => [r.id, r.name]));
  const baseline = comparable.find(r => r.isBaseline) ?? comparable[0];
  at('baseline').value = baseline.id;
  at('current').value = comparable.find(r => r !== baseline).id;
  at('policy').textContent = policy
    ? `Judged by the policy ${policy}.`
    : 'Judged as viseval compare judges without a policy; --policy FILE names one.';

  at('pair').addEventListener('submit', async event => {
    event.preventDefault();
    say(at('verdict'), 'Comparing …');
    outcome('');
    at('judged').hidden = true;
    at('unlisted').textContent = '';
    warnings(at('cautions'), []);
    at('sections').replaceChildren();
    const query = new URLSearchParams({ baseline: at('baseline').value, current: at('current').value });
    try {
      show(await ask(`/api/compare?${query}`));
    } catch (error) {
      say(at('verdict'), error.message, true);
    }
  });
}

function outcome(word) {
  at('outcome').textContent = word;
  at('outcome').className = `tag ${word}`;
  at('outcome').hidden = !word;
}

function show(found) {
  outcome(found.verdict);
  say(at('verdict'), found.headline);
  warnings(at('cautions'), found.cautions);
  const listed = found.rows.slice(0, most);
  table(at('rows'), ['number', 'verdict', ['difference', 'n'], ['95 % interval', 'n'], ['images', 'n'], 'remark'], listed.map(r => [
    `${r.method} in ${r.metric} ${r.score} (${r.dataset}, ${r.model})`,
    element('span', { className: `tag ${r.verdict}`, textContent: r.level === 'critical' ? r.verdict : `(${r.verdict})` }),
    signed(r.difference), r.low === null ? '–' : `${signed(r.low)} to ${signed(r.high)}`, r.images, r.remark,
  ]));
  at('judged').hidden = listed.length === 0;
  at('unlisted').textContent = found.rows.length > most
    ? `${found.rows.length - most} more numbers, the least urgent, are not listed; viseval compare --json lists them all.`
    : '';
  at('sections').replaceChildren(...found.sections.map(section => element('details', {},
    element('summary', { textContent: `${section.title} (${section.sentences.length})` }),
    element('ul', {}, ...section.sentences.slice(0, most).map(text => element('li', { textContent: text }))),
    ...section.sentences.length > most
      ? [element('p', { className: 'note', textContent: `… and ${section.sentences.length - most} more.` })]
      : [])));
}
