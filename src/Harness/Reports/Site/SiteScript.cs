namespace VisEval.Harness.Reports.Site;

/// <summary>Sorting and filtering; without it the tables are complete, in the order of their bundles.</summary>
internal static class SiteScript
{
    public const string Js = """
        'use strict';
        for (const table of document.querySelectorAll('table.sortable')) {
          const heads = [...table.tHead.rows[0].cells];
          heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
            const sorted = head.getAttribute('aria-sort');
            const up = sorted ? sorted === 'descending' : head.dataset.first !== 'down';
            heads.forEach(h => h.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
            const numeric = head.classList.contains('n');
            const key = row => {
              const cell = row.cells[column];
              return numeric ? (cell.dataset.v === '' ? NaN : Number(cell.dataset.v)) : cell.textContent;
            };
            const rows = [...table.tBodies[0].rows].map(row => [key(row), row]);
            const sign = up ? 1 : -1;
            rows.sort(numeric
              ? ([a], [b]) => isNaN(a) || isNaN(b) ? isNaN(a) - isNaN(b) : sign * (a - b)
              : ([a], [b]) => sign * a.localeCompare(b));
            table.tBodies[0].append(...rows.map(([, row]) => row));
          }));
        }
        const form = document.querySelector('form.filters');
        if (form) {
          const rows = [...document.querySelector('table.sortable').tBodies[0].rows];
          const output = form.querySelector('output');
          const apply = () => {
            const wanted = [...form.querySelectorAll('[data-filter]')].filter(f => f.value !== '');
            let shown = 0;
            for (const row of rows) {
              row.hidden = !wanted.every(f => f.dataset.filter === 'text'
                ? row.textContent.toLowerCase().includes(f.value.toLowerCase()) : row.dataset[f.dataset.filter] === f.value);
              shown += !row.hidden;
            }
            output.textContent = `${shown} of ${rows.length} rows`;
            const metric = form.querySelector('[data-metric]').value;
            for (const cell of document.querySelectorAll('.k'))
              cell.hidden = metric !== '' && !cell.classList.contains(metric);
          };
          form.addEventListener('input', apply);
          form.addEventListener('submit', event => event.preventDefault());
          apply();
        }
        """;
}
