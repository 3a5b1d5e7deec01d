namespace VisEval.Harness.Reports.Html;

/// <summary>Comforts only: the page is complete without it.</summary>
internal static class Script
{
    public const string Js = """
        document.documentElement.classList.add('js');
        for (const group of document.querySelectorAll('.group')) {
          const panels = [...group.querySelectorAll(':scope > .panel')], bar = group.querySelector(':scope > .tabs');
          if (panels.length < 2) {
            bar.style.display = 'none';
            panels.forEach(p => p.querySelector('h3.tab').style.display = 'block');
            continue;
          }
          const show = n => panels.forEach((p, i) => { p.hidden = i !== n; bar.children[i].setAttribute('aria-selected', i === n); });
          panels.forEach((p, i) => {
            const b = document.createElement('button');
            b.textContent = p.querySelector('h3.tab').textContent; b.onclick = () => show(i); bar.append(b);
          });
          show(0);
        }
        for (const table of document.querySelectorAll('table.board')) {
          const heads = [...table.tHead.rows[0].cells];
          heads.forEach((head, column) => head.addEventListener('click', () => {
            const up = head.getAttribute('aria-sort') ? head.getAttribute('aria-sort') === 'descending' : head.dataset.first !== 'down';
            heads.forEach(h => h.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
            const text = cell => column === 0 ? cell.textContent : cell.textContent.replace('–', '');
            const key = row => row.cells[column].dataset.v ?? text(row.cells[column]);
            const number = row => key(row) === '' ? NaN : Number(key(row));
            const rows = [...table.tBodies[0].rows];
            rows.sort((a, b) => column === 0 ? (up ? 1 : -1) * key(a).localeCompare(key(b))
              : isNaN(number(a)) || isNaN(number(b)) ? isNaN(number(a)) - isNaN(number(b)) : (up ? 1 : -1) * (number(a) - number(b)));
            table.tBodies[0].append(...rows);
          }));
        }
        for (const s of document.querySelectorAll('.slider input'))
          s.oninput = () => document.documentElement.style.setProperty('--heat', s.value / 100);
        """;
}
