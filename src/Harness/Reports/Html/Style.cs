namespace VisEval.Harness.Reports.Html;

/// <summary>The look of every page: colours for light and dark, text, tables, tabs, figures, print.</summary>
internal static class Style
{
    public const string Css = """
        :root { color-scheme:light dark; --bg:#fff; --ink:#131a26; --muted:#566072; --line:#dfe4ea; --soft:#f5f7fa; --accent:#1d4ed8;
          --mid:#64748b; --pale:#8b95a5; --good:#dcfce7; --goodink:#14532d; --warn:#fff4d6; --warnink:#7a4a00; --lo:#fff; --hi:#7fb2f5;
          --plain:#c3c9d2;
          --heat:.6 }
        @media (prefers-color-scheme:dark) { :root { --bg:#10151d; --ink:#e7ebf1; --muted:#a3adbc; --line:#2b3442; --soft:#19202b;
          --accent:#8ab4ff; --mid:#a3b1c6; --pale:#7f8b9d; --good:#12351f; --goodink:#bbf7d0; --warn:#3a2d10; --warnink:#ffdc91;
          --lo:#10151d; --hi:#1f56a8;
          --plain:#454f5e } }
        * { box-sizing:border-box }
        html { scroll-padding-top:16px }
        body { margin:0; color:var(--ink); background:var(--bg); font:15px/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;
          overflow-wrap:anywhere }
        a { color:var(--accent) }
        :focus-visible { outline:2px solid var(--accent); outline-offset:1px; border-radius:3px }
        .skip { position:absolute; left:-9999px } .skip:focus { left:8px; top:8px; background:var(--bg); padding:6px 10px; z-index:9 }
        header > div, main, footer > div { max-width:1400px; margin:0 auto; padding:0 24px }
        body > header { border-bottom:1px solid var(--line); background:var(--soft) }
        body > header > div { display:flex; flex-wrap:wrap; align-items:baseline; gap:4px 28px; padding-top:10px; padding-bottom:10px }
        h1 { font-size:20px; margin:0; letter-spacing:-.01em } h1 small { font-weight:400; color:var(--muted); font-size:inherit }
        nav { display:flex; gap:2px 16px; flex-wrap:wrap } nav a { text-decoration:none; font-size:14px }
          nav a:hover { text-decoration:underline }
        h2 { font-size:21px; margin:52px 0 8px; letter-spacing:-.01em; border-top:1px solid var(--line); padding-top:22px }
        h3 { font-size:16px; margin:26px 0 10px } h4 { font-size:15px; margin:14px 0 8px }
        .answer { font-size:25px; line-height:1.25; font-weight:600; letter-spacing:-.015em; margin:18px 0 4px; max-width:60ch;
          text-wrap:balance }
        .lead { font-size:16px; margin:0 0 12px; max-width:110ch; color:var(--muted) }
        .of { color:var(--muted); font-size:14px; margin:14px 0 0 } .of + .answer { margin-top:4px }
        .answers { display:grid; grid-template-columns:repeat(auto-fit,minmax(min(300px,100%),1fr)); gap:8px 28px; margin:10px 0 4px;
          font-size:13.5px }
        .answers dt { font-weight:600; color:var(--ink) } .answers dd { color:var(--muted); margin:0 }
        .warn { background:var(--warn); color:var(--warnink); padding:8px 12px; border-radius:8px; margin:0 0 12px; max-width:110ch }
        .note { color:var(--muted); font-size:13.5px; margin:6px 0 12px; max-width:120ch }
        .facts { display:flex; flex-wrap:wrap; gap:6px 30px; margin:10px 0 0; padding:10px 0; border-top:1px solid var(--line) }
        .facts dt { color:var(--muted); font-size:12.5px } .facts dd { margin:0; font-weight:600; font-size:14px }
        .scroll { overflow-x:auto; border:1px solid var(--line); border-radius:8px; max-width:100%; margin:0 0 12px; width:fit-content }
        .scroll.tall { overflow:auto; max-height:88vh }
        table { border-collapse:separate; border-spacing:0; font-variant-numeric:tabular-nums; font-size:13.5px }
        th, td { padding:6px 10px; border-bottom:1px solid var(--line); text-align:left; vertical-align:top; overflow-wrap:normal }
        tbody tr:last-child > * { border-bottom:0 }
        thead th { background:var(--soft); font-weight:600; vertical-align:bottom }
        td small, th small { display:block; font-weight:400; color:var(--muted); font-size:12px; max-width:64ch }
        td.n, th.n { text-align:right; white-space:nowrap }
        button { font:inherit; color:inherit }
        .tabs { display:none; gap:2px; flex-wrap:wrap; border-bottom:1px solid var(--line); margin:0 0 12px } .js .tabs { display:flex }
        .tabs button { font-size:14px; padding:6px 12px; border:0; background:none; color:var(--muted); cursor:pointer;
          border-bottom:2px solid transparent; margin-bottom:-1px }
        .tabs button[aria-selected=true] { color:var(--accent); border-color:var(--accent); font-weight:600 }
        .js .panel > h3.tab { display:none } .js .panel[hidden] { display:none }
        .js .single > .tabs { display:none }
        .charts { display:grid; grid-template-columns:repeat(auto-fit,minmax(min(460px,100%),1fr)); gap:16px; margin:8px 0 12px;
          align-items:start }
        figure { margin:0 } .charts figure { border:1px solid var(--line); border-radius:8px; padding:8px; overflow-x:auto }
        figure.wide { grid-column:1/-1 } figure svg { width:100%; height:auto; display:block; max-width:760px; margin:auto }
        .pair { display:grid; grid-template-columns:repeat(auto-fit,minmax(min(520px,100%),1fr)); gap:0 24px } .pair > div { min-width:0 }
        /* Drawings have the colours of paper; on a dark page the greys turn round. */
        svg [fill="#111827"] { fill:var(--ink) } svg [fill="#6b7280" i] { fill:var(--muted) }
          svg [stroke="#e5e7eb" i] { stroke:var(--line) }
        svg [stroke="#9ca3af" i] { stroke:var(--pale) } svg [fill="#1d4ed8" i]:not([d*="h15v15"]) { fill:var(--accent) }
        svg [stroke="#1d4ed8" i] { stroke:var(--accent) } svg [stroke="#64748b" i] { stroke:var(--mid) }
          svg [stroke="#374151" i] { stroke:var(--muted) }
        details { margin:10px 0 } summary { cursor:pointer; color:var(--accent); font-size:14px; margin-bottom:8px }
        dl:not(.facts, .answers) { display:grid; grid-template-columns:max-content 1fr; gap:4px 18px; margin:0; font-size:14px }
          dt { color:var(--muted) }
        dl:not(.facts, .answers) dd { margin:0; min-width:0 }
        code { font:12.5px ui-monospace,"SF Mono",Menlo,Consolas,monospace; overflow-wrap:anywhere }
        pre { margin:0; white-space:pre-wrap; overflow-wrap:anywhere; font:12.5px ui-monospace,Menlo,Consolas,monospace }
        ul.plain { margin:0; padding-left:20px } ul.plain li { margin:4px 0; max-width:115ch }
        footer { margin-top:50px; border-top:1px solid var(--line); color:var(--muted); font-size:13px; padding:16px 0 30px }
        @media (max-width:700px) { nav { flex-wrap:nowrap; overflow-x:auto; max-width:100%; padding-bottom:4px }
          nav a { white-space:nowrap }
          header > div, main, footer > div { padding:0 12px } .answer { font-size:20px } h2 { margin-top:36px }
          .lead { font-size:14.5px } .charts svg text { font-size:13.5px } dl:not(.facts, .answers) { grid-template-columns:1fr }
          dl:not(.facts, .answers) dd { margin-bottom:6px } }
        @media print { :root { --bg:#fff; --ink:#000; --muted:#444; --line:#ccc; --soft:#f5f5f5; --accent:#1d4ed8; --mid:#64748b;
          --pale:#8b95a5;
          --lo:#fff; --hi:#7fb2f5; --plain:#c3c9d2; color-scheme:light } body { font-size:12px } * { print-color-adjust:exact }
          .scroll, .scroll.tall { overflow:visible; max-height:none; width:auto } nav, .tabs, .filters, .skip { display:none!important }
          .js .panel[hidden], .js .panel > h3.tab { display:block!important } figure, tr, .shot { break-inside:avoid }
          table { font-size:10px } .board th.m, .board thead th { position:static!important } }
        """;
}
