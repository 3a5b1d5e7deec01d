import { ask, at, element, number, options, say, table, warnings } from './common.js';

/** The part of the page that shows the leaderboards of a run. */
export function startRuns(runs) {
  let boards = [];
  let means = [];
  options(at('run'), runs.map(r => [r.id, r.name]));

  async function open() {
    const id = at('run').value;
    say(at('run-said'), 'Reading the run …');
    at('run-links').replaceChildren();
    warnings(at('run-warnings'), []);
    options(at('table'), []);
    table(at('board'), ['method'], []);
    try {
      const run = await ask(`/api/runs/${id}`);
      if (at('run').value !== id)
        return;
      say(at('run-said'), `${run.name}: ${run.numbers} numbers, ${run.failures} ${run.failures === 1 ? 'failure' : 'failures'}. `
        + `Metrics: ${run.metrics.join(', ') || 'none'}.`);
      warnings(at('run-warnings'), run.warnings);
      links(id, run.hasReport);
      means = run.means;
      boards = Object.values(Object.groupBy(run.standings, s => JSON.stringify([s.dataset, s.model])));
      options(at('table'), boards.map((rows, i) => [i, `${rows[0].dataset}, ${rows[0].model ?? 'all networks together'}`]));
      showBoard(boards[0] ?? [], means);
    } catch (error) {
      if (at('run').value === id)
        say(at('run-said'), error.message, true);
    }
  }

  at('run').addEventListener('change', open);
  at('table').addEventListener('change', () => showBoard(boards[at('table').value], means));
  open();
}

function links(id, hasReport) {
  const link = (to, text) => element('a', { href: `/runs/${id}/report.html${to}`, target: '_blank', rel: 'noopener', textContent: text });
  at('run-links').replaceChildren(...hasReport
    ? [link('', 'The report'), ', ', link('#gallery', 'its gallery of heatmaps')]
    : ['The run has no report yet; viseval report RUN writes it.']);
}

function showBoard(rows, means) {
  const own = means.filter(m => m.dataset === rows[0]?.dataset && m.model === rows[0]?.model);
  const heads = [...new Map(own.map(m => [m.number, m.better]))];
  const values = new Map(own.map(m => [JSON.stringify([m.method, m.number]), m.value]));
  table(at('board'),
    ['method', ['rank', 'n'], ['places', 'n'], ['skill', 'n'], ...heads.map(([text, better]) => [`${text} ${better}`, 'n']),
      'not ranked because'],
    rows.map(s => Object.assign(
      [s.method, s.position ?? '–', s.bestPlace === null ? '–' : s.bestPlace === s.worstPlace ? s.bestPlace
        : `${s.bestPlace}–${s.worstPlace}`, number(s.skill),
      ...heads.map(([text]) => number(values.get(JSON.stringify([s.method, text])))), s.notRanked ?? ''],
      { className: s.isControl ? 'control' : '' })));
}
