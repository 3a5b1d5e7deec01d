namespace VisEval.Harness.Reports.Html;

/// <summary>Pictures of units seen large, and the images behind points.</summary>
internal static class LearnedScript
{
    public const string Js = """
        const seen = document.querySelector('dialog.seen');
        for (const cell of all('.units button.cell'))
          cell.onclick = () => {
            const place = seen.querySelector('div');
            place.replaceChildren();
            make('h3', cell.dataset.t, place);
            const pictures = make('div', '', place);
            pictures.className = 'all';
            for (const img of all('img', cell)) {
              const figure = make('figure', '', pictures), large = img.cloneNode();
              large.alt = cell.dataset.t;
              figure.append(large);
              make('figcaption', img.dataset.t, figure);
            }
            seen.showModal();
          };
        seen?.addEventListener('click', e => e.target === seen && seen.close());

        // Points: the nearest to a pointer or finger; arrows go to the nearest in their direction.
        for (const figure of all('.points')) {
          const plane = figure.querySelector('.plane'), svg = plane.querySelector('svg'), ring = svg.querySelector('.ring');
          const known = JSON.parse(figure.querySelector('template.known').content.textContent), card = figure.querySelector('.about');
          let here = -1;
          const show = i => {
            if (i === here || i < 0) return;
            here = i;
            ring.setAttribute('cx', known.x[i]); ring.setAttribute('cy', known.y[i]);
            card.replaceChildren();
            if (known.t[i] >= 0) {
              const thumb = make('i', '', card), [row, column] = [Math.floor(known.t[i] / known.columns), known.t[i] % known.columns];
              thumb.className = `thumb ${known.strip}`;
              thumb.style.backgroundPosition = `calc(var(--t)*${-column}) calc(var(--t)*${-row})`;
            }
            make('b', known.n[i], card); make('span', known.groups[known.g[i]], card);
            if (known.s[i]) make('span', known.s[i], card);
          };
          const nearest = (cost, best = -1) => {
            known.x.forEach((x, i) => { if (cost(i) < (best < 0 ? Infinity : cost(best))) best = i; });
            return best;
          };
          const at = e => {
            const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
            const [x, y] = [(e.clientX - box.left) * scale, (e.clientY - box.top) * scale];
            return nearest(i => Math.hypot(known.x[i] - x, known.y[i] - y));
          };
          plane.addEventListener('pointermove', e => e.pointerType === 'mouse' && show(at(e)));
          plane.addEventListener('click', e => show(at(e)));
          plane.addEventListener('focus', () => plane.matches(':focus-visible') && here < 0 && show(0));
          plane.addEventListener('keydown', e => {
            const page = { PageDown: 1, PageUp: -1 }[e.key];
            const to = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
            if (!page && !to) return;
            e.preventDefault();
            if (here < 0) return show(0);
            if (page) return show((here + page + known.x.length) % known.x.length);
            show(nearest(i => {
              const [dx, dy] = [known.x[i] - known.x[here], known.y[i] - known.y[here]];
              const along = dx * to[0] + dy * to[1], across = Math.abs(dx * to[1]) + Math.abs(dy * to[0]);
              return along > 0 ? along + 2 * across : Infinity;
            }));
          });
        }
        """;
}
