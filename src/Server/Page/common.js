// Data is only ever set as text, never read as HTML.

export const at = id => document.getElementById(id);

/** An element with properties, and children: elements or texts. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** What the server answers; its sentences as an error where it refuses. */
export async function ask(address, request = {}) {
  let response;
  try {
    response = await fetch(address, request);
  } catch (error) {
    throw error.name === 'AbortError' ? error : new Error('The server does not answer; was it stopped?');
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok)
    throw new Error(answer?.errors?.join('\n') ?? `The server refuses (${response.status}).`);
  return answer;
}

/** Says how it stands, for everybody who reads or listens. */
export function say(place, text, isWrong = false) {
  place.classList.toggle('wrong', isWrong);
  place.textContent = text;
}

export const options = (select, items) =>
  select.replaceChildren(...items.map(([value, text]) => element('option', { value, textContent: text })));

export const warnings = (place, sentences) =>
  place.replaceChildren(...sentences.map(text => element('p', { className: 'warn', textContent: text })));

/** A table: heads are texts, or texts with the class of their column; rows are arrays of texts and elements. */
export function table(place, heads, rows) {
  const columns = heads.map(head => [head].flat());
  const cell = (content, i) => i === 0
    ? element('th', { scope: 'row' }, content)
    : element('td', { className: columns[i][1] ?? '' }, content);
  place.replaceChildren(
    element('thead', {}, element('tr', {}, ...columns.map(([text, className = '']) =>
      element('th', { scope: 'col', textContent: text, className })))),
    element('tbody', {}, ...rows.map(row => element('tr', { className: row.className ?? '' }, ...row.map(cell)))));
}

const isNumber = value => typeof value === 'number';

export const number = (value, digits = 3) => isNumber(value) ? value.toFixed(digits).replace('-', '−') : value ?? '–';

/** A difference; one of less than rounding is none. */
export const signed = value => isNumber(value) && Math.abs(value) < 1e-9 ? '0'
  : isNumber(value) && value > 0 ? '+' + number(value) : number(value);
