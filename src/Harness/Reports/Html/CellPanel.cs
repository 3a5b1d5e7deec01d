namespace VisEval.Harness.Reports.Html;

/// <summary>A panel with all that is known of a number, for who presses its cell: by mouse, finger or keyboard.</summary>
internal static class CellPanel
{
    /// <summary>The panel, empty.</summary>
    public static Markup Element { get; } = Markup.Trusted("""
        <div id="fact" popover role="dialog" aria-label="a number in full"></div>
        """);

    public const string Css = """
        #fact { margin:0; inset:auto; border:1px solid var(--pale); border-radius:10px; background:var(--bg); color:var(--ink);
          padding:12px 14px; width:min(360px,94vw); box-shadow:0 6px 24px rgba(0,0,0,.22); font-size:13.5px }
        #fact h4 { margin:0 34px 8px 0 } #fact h4 small { display:block; font-weight:400; color:var(--muted) }
        #fact dl { grid-template-columns:max-content 1fr; font-size:13.5px } #fact dd { margin:0 }
        #fact button { position:absolute; right:8px; top:8px; width:30px; height:30px; border:1px solid var(--line); border-radius:6px;
          background:var(--bg); font-size:16px; cursor:pointer } .js .board td[data-d], .js .board td[title] { cursor:pointer }
        @media (max-width:700px) { #fact { inset:auto 0 0 0!important; width:100vw; border-radius:12px 12px 0 0 } }
        """;

    public const string Js = """
        // A table of numbers is a grid: one stop for the tab key, arrows from cell to cell, Enter for all that is known of a number.
        const fact = document.getElementById('fact');
        const lines = td => {
          const verdicts = JSON.parse(td.closest('table').dataset.verdicts ?? '[]');
          const [images, ok, all, low, high, verdict, p, gain, least] = td.dataset.d.split('|');
          return [
            ['value', td.firstChild.textContent.trim()],
            ['95 % interval', low && `${low} to ${high}, over whole images`],
            ['images (n)', images], ['explanations', ok === all ? ok : `${ok} of ${all}; the others have no such number`],
            ['verdict', verdicts[verdict]], ['p', p && `${p}, corrected for all methods of the column (Holm)`],
            ['mean gain', gain && `${gain} over the hardest of what it is compared with`],
            ['would be found', least && `a gain of ${least}, in four of five runs`],
          ];
        };
        const press = td => {
          const head = td.closest('table').tHead.rows[0].cells[td.cellIndex].querySelector('.sort').textContent.trim();
          fact.replaceChildren();
          const close = make('button', '×', fact);
          Object.assign(close, { type: 'button', onclick: () => fact.hidePopover() });
          close.setAttribute('aria-label', 'close');
          make('small', head, make('h4', td.parentElement.dataset.m ?? td.parentElement.dataset.name, fact));
          const list = make('dl', '', fact);
          const known = td.dataset.d ? lines(td) : [[head, td.firstChild.textContent.trim()], ['', td.title]];
          for (const [name, text] of known) if (text) { make('dt', name, list); make('dd', text, list); }
          fact.showPopover();
          const at = td.getBoundingClientRect(), own = fact.getBoundingClientRect();
          fact.style.left = `${Math.max(8, Math.min(at.left, innerWidth - own.width - 8))}px`;
          fact.style.top = `${at.bottom + own.height + 8 < innerHeight ? at.bottom + 4 : Math.max(8, at.top - own.height - 4)}px`;
          fact.back = td;
          close.focus();
        };
        fact?.addEventListener('toggle', e => e.newState === 'closed' && document.activeElement === document.body && fact.back?.focus());
        for (const table of all('.board')) {
          table.setAttribute('role', 'grid');
          let here = table.querySelector('td');
          const move = td => { here.tabIndex = -1; here = td; td.tabIndex = 0; };
          if (here) move(here);
          const shown = e => e.offsetParent !== null;
          const near = (row, column) => row && (row.cells[column]?.matches('td') && shown(row.cells[column]) ? row.cells[column] : null);
          const step = (td, key) => {
            const rows = [...table.rows], cells = [...td.parentElement.cells].filter(c => c.matches('td') && shown(c));
            if (key === 'ArrowLeft') return cells[cells.indexOf(td) - 1];
            if (key === 'ArrowRight') return cells[cells.indexOf(td) + 1];
            const by = { ArrowUp: -1, ArrowDown: 1 }[key];
            for (let i = rows.indexOf(td.parentElement) + by; by && i > 0 && i < rows.length; i += by)
              if (near(rows[i], td.cellIndex)) return rows[i].cells[td.cellIndex];
          };
          const isKnown = td => td && (td.dataset.d || td.title) && table.contains(td);
          table.addEventListener('keydown', e => {
            if (!e.target.matches('td')) return;
            const next = step(e.target, e.key);
            if (next) { move(next); next.focus(); e.preventDefault(); }
            if ((e.key === 'Enter' || e.key === ' ') && isKnown(e.target)) { press(e.target); e.preventDefault(); }
          });
          table.addEventListener('click', e => {
            const td = e.target.closest('td');
            if (isKnown(td)) { move(td); press(td); }
          });
        }
        """;
}
