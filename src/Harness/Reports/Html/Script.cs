namespace VisEval.Harness.Reports.Html;

/// <summary>Tabs, sorting, opening, filters. Comforts only: the page is complete without them.</summary>
internal static class Script
{
    public const string Js = """
        const all = (what, where = document) => [...where.querySelectorAll(what)];
        document.documentElement.classList.add('js');

        // Tabs: panels of the same title change together, except in groups that stand alone.
        const groups = all('.group').map((group, g) => {
          const panels = all(':scope > .panel', group), bar = group.querySelector(':scope > .tabs');
          const alone = group.classList.contains('alone'), titles = panels.map(p => p.querySelector('h3.tab').textContent);
          group.classList.toggle('single', panels.length < 2);
          if (panels.length < 2) {
            for (const name of ['role', 'aria-label']) bar.removeAttribute(name);
            return { alone, titles, show: () => {} };
          }
          const tabs = panels.map((p, i) => {
            const b = document.createElement('button');
            Object.assign(b, { type: 'button', textContent: titles[i], id: `t${g}-${i}`, onclick: () => choose(titles[i]) });
            b.setAttribute('role', 'tab'); b.setAttribute('aria-controls', p.id = `p${g}-${i}`);
            p.setAttribute('role', 'tabpanel'); p.setAttribute('aria-labelledby', b.id);
            bar.append(b);
            return b;
          });
          const show = n => panels.forEach((p, i) => {
            p.hidden = i !== n; tabs[i].setAttribute('aria-selected', i === n); tabs[i].tabIndex = i === n ? 0 : -1;
          });
          const choose = title => alone ? show(titles.indexOf(title)) : groups.forEach(o => o.alone || o.show(o.titles.indexOf(title)));
          bar.onkeydown = e => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
            if (!step) return;
            const n = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
            choose(titles[n]); tabs[n].focus(); e.preventDefault();
          };
          show(0);
          return { alone, titles, show: n => n >= 0 && show(n) };
        });

        // Sorting: within each part of a table, so that the line of admission stays.
        for (const button of all('.board .sort')) {
          const head = button.closest('th'), table = head.closest('table'), column = head.cellIndex;
          button.onclick = () => {
            const up = head.ariaSort ? head.ariaSort === 'descending' : head.dataset.first !== 'down';
            for (const h of head.parentElement.cells) h.removeAttribute('aria-sort');
            head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
            const key = row => row.cells[column].dataset.v ?? row.cells[column].textContent.replace('–', '');
            const number = row => key(row) === '' ? NaN : Number(key(row));
            const order = (a, b) => !head.classList.contains('n') ? (up ? 1 : -1) * key(a).localeCompare(key(b))
              : isNaN(number(a)) || isNaN(number(b)) ? isNaN(number(a)) - isNaN(number(b)) : (up ? 1 : -1) * (number(a) - number(b));
            for (const body of table.tBodies)
              body.append(...[...body.rows].filter(r => r.className !== 'line').sort(order));
          };
        }

        // Opening a criterion shows its metrics.
        for (const button of all('.board .open'))
          button.onclick = () => {
            const open = button.ariaExpanded !== 'true', table = button.closest('table');
            button.setAttribute('aria-expanded', open);
            for (const cell of all(`.x${button.dataset.x}`, table)) cell.classList.toggle('shown', open);
          };

        // Filters: the same everywhere on the page.
        const filter = { name: '', family: '', refused: true, control: true, one: '' };
        const apply = () => {
          const shown = e => e.dataset.m.toLowerCase().includes(filter.name.toLowerCase())
            && (!filter.family || !e.dataset.f || e.dataset.f === filter.family)
            && (filter.refused || e.dataset.g !== 'refused') && (filter.control || e.dataset.g !== 'control');
          for (const row of all('tr[data-m], .strip')) row.hidden = !shown(row);
          for (const cell of all('.gallery [data-m]')) cell.hidden = filter.one ? cell.dataset.m !== filter.one : !shown(cell);
          for (const e of all('[data-g=control]:not([data-m])')) e.hidden = !filter.control;
          for (const line of all('.board .line'))
            line.hidden = ![...line.parentElement.rows].some(r => (r.dataset.m ?? r.dataset.name) && !r.hidden);
          document.documentElement.classList.toggle('onemethod', filter.one !== '');
          const table = document.querySelector('.board'), rows = table ? all('tr[data-m]', table) : [];
          for (const o of all('.filters .shown')) o.textContent = `${rows.filter(r => !r.hidden).length} of ${rows.length} shown`;
        };
        for (const input of all('[data-filter]'))
          input.oninput = () => {
            const name = input.dataset.filter, value = input.type === 'checkbox' ? input.checked : input.value;
            filter[name] = value;
            for (const other of all(`[data-filter=${name}]`)) input.type === 'checkbox' ? other.checked = value : other.value = value;
            apply();
          };
        if (all('.filters').length) apply();

        // Print everything.
        addEventListener('beforeprint', () => all('details').forEach(d => d.open = true));
        """;
}
