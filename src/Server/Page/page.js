import { ask, at, say } from './common.js';
import { startExplaining } from './explain.js';
import { startRuns } from './runs.js';
import { startComparing } from './compare.js';

try {
  const about = await ask('/api/about');
  const has = { networks: about.networks.length > 0, runs: about.runs.length > 0, pairs: about.comparable.length > 1 };
  for (const part of document.querySelectorAll('[data-for]'))
    part.hidden = !has[part.dataset.for];
  if (has.networks)
    startExplaining(about);
  if (has.runs)
    startRuns(about.runs);
  if (has.pairs)
    startComparing(about.comparable, about.policy);
  document.body.dataset.ready = 'true';
} catch (error) {
  at('trouble').hidden = false;
  say(at('trouble'), error.message);
}
