import { ask, at, element, number, options, say, table, warnings } from './common.js';

const first = 'grad-cam';

/** The part of the page that explains a picture: whatever is changed, the answer follows at once. */
export function startExplaining(about) {
  let picture = null;
  let running = null;

  options(at('network'), about.networks.map(n => [n.id, n.name]));
  methods(about.methods);
  const network = () => about.networks[at('network').value];
  const method = () => about.methods.find(m => m.name === at('method').value.split('@')[0]);

  const chosenNetwork = () => {
    classes(network());
    warnings(at('remarks'), network().remarks);
  };
  const chosenMethod = () => {
    at('options').value = '';
    at('options').placeholder = method().around ? 'METHOD or option=value:METHOD' : 'option=value,option=value';
    describe(method());
  };

  // What is left behind is cancelled, and says nothing any more.
  const stop = () => {
    running?.abort();
    running = null;
    at('stop').hidden = true;
  };

  async function explain() {
    stop();
    if (!picture)
      return say(at('said'), 'Choose a picture first.');
    if (picture.size > about.upload.mostBytes)
      return say(at('said'), about.upload.tooLarge, true);
    const mine = running = new AbortController();
    const unit = at('method').value + (at('options').value.trim() ? `:${at('options').value.trim()}` : '');
    const query = new URLSearchParams({ method: unit, class: at('class').value });
    say(at('said'), `${unit}: at work …`);
    at('found').classList.add('old');
    at('stop').hidden = false;
    try {
      const answer = await ask(`/api/networks/${at('network').value}/explain?${query}`, {
        method: 'POST', body: picture, signal: mine.signal, headers: { 'Content-Type': 'application/octet-stream' },
      });
      show(answer, network(), picture.name ?? 'picture', target => { at('class').value = target; explain(); });
      at('found').hidden = false;
      at('found').classList.remove('old');
    } catch (error) {
      if (mine === running)
        say(at('said'), error.message, true);
    } finally {
      if (mine === running)
        stop();
    }
  }

  const take = file => {
    if (!file)
      return;
    picture = file;
    explain();
  };
  const again = () => picture && explain();

  at('network').addEventListener('change', () => { chosenNetwork(); again(); });
  at('method').addEventListener('change', () => { chosenMethod(); if (!method().around) again(); });
  at('class').addEventListener('change', again);
  at('options').addEventListener('change', again);
  at('asked').addEventListener('submit', event => { event.preventDefault(); explain(); });
  at('stop').addEventListener('click', () => {
    stop();
    say(at('said'), 'Stopped.');
    // The button that had the focus is gone.
    at('go').focus();
  });
  at('file').addEventListener('change', () => take(at('file').files[0]));
  document.addEventListener('paste', event => take([...event.clipboardData.files].find(f => f.type.startsWith('image/'))));
  // A picture that misses the field would otherwise take the place of the page.
  for (const kind of ['dragover', 'drop', 'dragleave'])
    document.addEventListener(kind, event => {
      event.preventDefault();
      at('drop').classList.toggle('over', kind === 'dragover');
      if (kind === 'drop')
        take(event.dataTransfer.files[0]);
    });
  chosenNetwork();
  chosenMethod();
  // Chosen while the page was loading, or kept by the browser.
  take(at('file').files[0]);
}

function methods(all) {
  const families = Object.groupBy(all, m => m.plugin ? `of the plug-in ${m.plugin}` : m.around ? 'around another method' : m.family);
  const spellings = m => [m.name, ...m.dialects.map(d => `${m.name}@${d}`)];
  at('method').replaceChildren(...Object.entries(families).map(([label, units]) => element('optgroup', { label },
    ...units.flatMap(spellings).map(value => element('option', { value, textContent: value })))));
  if (all.some(m => m.name === first))
    at('method').value = first;
}

const named = (network, index) => network.names[index] ? `${index} ${network.names[index]}` : `${index}`;

function classes(network) {
  options(at('class'), [['', 'the network’s first choice'],
    ...Array.from({ length: network.classes }, (_, i) => [i, named(network, i)])]);
}

function describe(method) {
  const from = method.plugin ? `Of the plug-in ${method.plugin}. ` : '';
  const paper = element('p', { className: 'note', textContent: from + (method.paper || 'No publication.') });
  const list = element('table');
  table(list, ['option', 'default', 'allowed', 'what it does'],
    method.options.map(o => [o.name, o.default ?? '…', o.allowed, o.about]));
  const scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: 'options' }, list);
  at('option-list').replaceChildren(paper, ...method.options.length ? [scroll] : []);
  at('allowed-title').textContent = `Options of ${method.name}: ${method.options.map(o => o.name).join(', ') || 'none'}`;
}

function show(answer, network, name, choose) {
  const target = named(network, answer.target);
  const of = `${answer.method} for class ${target}`;
  say(at('said'), `${of}.${answer.remark ? ` ${answer.remark}.` : ''}`);
  const file = `${name.replace(/\.[^.]*$/, '')}.${answer.method.split(/[:@]/)[0]}`;
  picture('overlay', answer.overlay, `The picture with the map of ${of} laid over it`, `${file}.png`);
  picture('map', answer.map, answer.map ? `The map of ${of}` : 'The map is constant or not finite', `${file}.map.png`);
  at('save-array').href = `data:application/octet-stream;base64,${answer.array}`;
  at('save-array').download = `${file}.npy`;
  // Who chose a class in the table by keyboard goes on from there.
  const wasInside = at('scores').contains(document.activeElement);
  table(at('scores'), ['class', ['logit', 'n'], ['probability', 'n']], answer.scores.map(s => Object.assign(
    [element('button', { type: 'button', textContent: s.name ? `${s.class} ${s.name}` : `${s.class}`, title: 'Explain this class',
      ariaPressed: s.class === answer.target, onclick: () => choose(s.class) }),
    number(s.logit), s.probability === null ? '–' : number(s.probability, 4)],
    { className: s.class === answer.target ? 'chosen' : '' })));
  if (wasInside)
    at('scores').querySelector('.chosen button')?.focus();
}

function picture(id, base64, alt, file) {
  const address = `data:image/png;base64,${base64}`;
  const [image, link] = [at(id), at(`save-${id}`)];
  image.alt = alt;
  link.hidden = !base64;
  if (base64)
    image.src = link.href = address;
  else
    image.removeAttribute('src');
  link.download = file;
}
