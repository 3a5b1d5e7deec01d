namespace VisEval.Harness.Reports.Site;

/// <summary>The look of a site, on top of that of the report.</summary>
internal static class SiteStyle
{
    public const string Css = """
        .maps { display:flex; flex-wrap:wrap; gap:12px; margin:0 0 12px } .maps figure { width:96px; text-align:center; font-size:12px }
        .maps .tile { display:block; width:calc(96px*var(--w,1)); height:calc(96px*var(--h,1));
          border-radius:6px; overflow:hidden; background:var(--soft) }
        .maps .tile.none { display:grid; place-items:center; border:1px dashed var(--pale); color:var(--muted); font-style:normal }
        .maps img { width:100%; height:100%; display:block } .maps small { display:block; color:var(--muted) }
        .site { --page:#fff; color-scheme:light dark; color:var(--ink); background:var(--page) }
        .site .filters { display:flex; flex-wrap:wrap; gap:10px 16px; margin:14px 0; font-size:14px; align-items:end }
        .site .filters label { display:grid; gap:3px; color:var(--muted) }
        .site .filters input, .site .filters select { font:inherit; padding:5px 7px; max-width:230px; color:var(--ink);
          background:var(--page); border:1px solid var(--muted); border-radius:6px }
        .site output { color:var(--muted); margin-left:auto }
        .site table.sortable th, .site table.sortable td { padding:6px 9px; vertical-align:middle }
        .site table.sortable thead th { position:sticky; top:0; background:var(--soft); z-index:1 }
        .site table.sortable th.m { position:sticky; left:0; background:var(--page); text-align:left }
        .site table.sortable thead th.m { background:var(--soft); z-index:2 }
        .site table.sortable small { display:block; color:var(--muted); font-weight:400; font-size:11.5px; white-space:normal }
        .site table.sortable td small { white-space:nowrap }
        .site table.sortable td.best { background:var(--good); color:var(--goodink); font-weight:600 }
        .site thead button { all:unset; cursor:pointer; font-weight:600; min-width:60px }
        .site thead button:focus-visible { outline:2px solid var(--accent); outline-offset:2px }
        .site thead th[aria-sort] button { color:var(--accent) }
        .site thead th[aria-sort=ascending] button::after { content:" ▲" }
        .site thead th[aria-sort=descending] button::after { content:" ▼" }
        .site tr.control th.m a { font-style:italic } .site .scroll { max-height:85vh; overflow:auto }
        .site main a { color:var(--accent) } .site code { color:inherit }
        .site .bundle { border:1px solid var(--line); border-radius:12px; padding:4px 16px 14px; margin:14px 0; overflow-wrap:anywhere }
        .site .bundle:target { border-color:var(--accent) } .site .bundle h3 code { font-size:13px }
        .site .warning { background:var(--warn); color:var(--warnink); padding:8px 12px; border-radius:8px }
        @media (prefers-color-scheme: dark) {
          .site { --page:#0b1120; --ink:#e5e7eb; --muted:#9ca3af; --line:#273244; --soft:#151e30; --accent:#7cb0ff; --good:#12351f;
            --goodink:#bbf7d0; --warn:#45310b; --warnink:#fde68a }
        }
        @media (max-width: 700px) {
          .site main, .site header > div { padding:0 14px } .site table.sortable th.m { min-width:34vw }
          .site output { margin-left:0 } .site .filters select, .site .filters input { max-width:42vw }
          .site dl { grid-template-columns:1fr } .site dd { margin-bottom:6px }
        }
        """;
}
