namespace VisEval.Harness.Reports.Html;

/// <summary>The strength of the maps, and the look at one of them with its numbers and curves.</summary>
internal static class GalleryScript
{
    public const string Js = """
        const strength = value => {
          document.documentElement.style.setProperty('--heat', value / 100);
          for (const s of all('input[type=range]')) s.value = value;
        };
        for (const s of all('.slider input')) s.oninput = () => strength(s.value);

        const make = (name, text, parent) => {
          const e = document.createElement(name);
          e.textContent = text; parent?.append(e);
          return e;
        };
        const draw = curve => {
          const [low, high] = [Math.min(0, ...curve.y), Math.max(1, ...curve.y)];
          const [left, right] = [Math.min(...curve.x), Math.max(...curve.x)];
          const at = (x, i) => [34 + 300 * (x - left) / (right - left), 112 - 104 * (curve.y[i] - low) / (high - low)].join(' ');
          const word = (x, y, anchor, number) =>
            `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="11" fill="#6b7280">${number}</text>`;
          const holder = document.createElement('div');
          // Numbers only: nothing of the data becomes markup.
          holder.innerHTML = '<svg viewBox="0 0 340 130" role="img"><path d="M34 8V112H334" fill="none" stroke="#9ca3af"/>'
            + `<path d="M${curve.x.map(at).join('L')}" fill="none" stroke="#1d4ed8" stroke-width="2"/>`
            + word(30, 14, 'end', (high / 1000).toFixed(2)) + word(30, 112, 'end', (low / 1000).toFixed(2))
            + word(34, 125, 'start', left / 1000) + word(334, 125, 'end', right / 1000) + '</svg>';
          holder.firstChild.setAttribute('aria-label', curve.t);
          return holder.firstChild;
        };

        const dialog = document.querySelector('dialog.look');
        for (const cell of all('.gallery button.cell'))
          cell.onclick = () => {
            const panel = cell.closest('.panel'), shot = cell.closest('.shot'), place = dialog.querySelector('div');
            const facts = JSON.parse(panel.querySelector('template.known').content.textContent);
            const own = facts.methods[cell.dataset.m] ?? { n: [], c: [] };
            place.replaceChildren();
            const image = shot.querySelector('header b').textContent, target = panel.querySelector('h3.tab').textContent;
            make('h3', `${cell.dataset.m}, ${image}, class ${target}`, place);
            const both = make('div', '', place), left = make('div', '', both), right = make('div', '', both);
            both.className = 'both';
            left.append(cell.querySelector('.tile').cloneNode(true));
            const label = make('label', 'strength of the map', left), range = make('input', '', label);
            Object.assign(range, { type: 'range', min: 0, max: 100, oninput: () => strength(range.value) });
            range.value = document.querySelector('.slider input').value;
            const table = make('table', '', right);
            facts.names.forEach((name, i) => {
              const row = make('tr', '', table);
              make('td', name, row); make('td', own.n[i] ?? '–', row).className = 'n';
            });
            for (const curve of own.c) {
              const figure = make('figure', '', right);
              make('figcaption', curve.t, figure); figure.append(draw(curve));
            }
            dialog.showModal();
          };
        dialog?.addEventListener('click', e => e.target === dialog && dialog.close());
        """;
}
