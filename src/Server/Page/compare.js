import { ask, at, element, options, say, signed, table, warnings } from './common.js';

const most = 200;

/** The part of the page that asks the gate whether a run is worse than another. */
export function startComparing(runs) {
  for (const which of ['baseline', 'current'])
    options(at(which), runs.map(r => [r.id, r.name]));
  at('current').value = runs[1].id;

  at('pair').addEventListener('submit', async event => {
    event.preventDefault();
    say(at('verdict'), 'Comparing …');
    at('judged').hidden = true;
    at('unlisted').textContent = '';
    warnings(at('cautions'), []);
    const query = new URLSearchParams({ baseline: at('baseline').value, current: at('current').value });
    try {
      show(await ask(`/api/compare?${query}`));
    } catch (error) {
      say(at('verdict'), error.message, true);
    }
  });
}

function show(found) {
  say(at('verdict'), found.headline);
  warnings(at('cautions'), found.cautions);
  const listed = found.rows.slice(0, most);
  table(at('rows'), ['number', 'verdict', ['difference', 'n'], ['95 % interval', 'n'], ['images', 'n'], 'remark'], listed.map(r => [
    `${r.method} in ${r.metric} ${r.score} (${r.dataset}, ${r.model})`,
    element('span', { className: `tag ${r.verdict}`, textContent: r.level === 'critical' ? r.verdict : `(${r.verdict})` }),
    signed(r.difference), r.low === null ? '–' : `${signed(r.low)} to ${signed(r.high)}`, r.images, r.reason ?? '',
  ]));
  at('judged').hidden = listed.length === 0;
  at('unlisted').textContent = found.rows.length > most
    ? `${found.rows.length - most} more numbers, the least urgent, are not listed; viseval compare --json lists them all.`
    : '';
}
