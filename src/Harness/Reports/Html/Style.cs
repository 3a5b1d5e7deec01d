namespace VisEval.Harness.Reports.Html;

/// <summary>The look of the report.</summary>
internal static class Style
{
    public const string Css = """
        :root { --ink:#111827; --muted:#6b7280; --line:#e5e7eb; --soft:#f8fafc; --accent:#2563eb; --good:#dcfce7; --goodink:#14532d;
          --warn:#fef3c7; --warnink:#92400e; --heat:.55; }
        * { box-sizing:border-box }
        body { margin:0; color:var(--ink); background:#fff; font:15px/1.5 system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif }
        header { background:linear-gradient(120deg,#0f172a,#1e3a8a 60%,#3730a3); color:#fff; padding:34px 0 30px }
        header p { margin:6px 0 0; color:#cbd5e1 }
        h1 { font-size:30px; line-height:1.2; margin:0; letter-spacing:-.02em }
        h1 small { font-weight:400; color:#93c5fd; font-size:inherit }
        h2 { font-size:21px; margin:44px 0 12px; letter-spacing:-.01em }
        h3 { font-size:16px; margin:26px 0 10px }
        main, header > div, footer > div { max-width:1480px; margin:0 auto; padding:0 28px }
        nav { margin-top:18px; display:flex; gap:18px; flex-wrap:wrap }
        nav a { color:#bfdbfe; text-decoration:none; font-size:14px } nav a:hover { text-decoration:underline }
        .cards { display:grid; grid-template-columns:repeat(auto-fit,minmax(150px,1fr)); gap:14px; margin:26px 0 8px }
        .card { border:1px solid var(--line); border-radius:12px; padding:14px 16px; background:var(--soft) }
        .card b { display:block; font-size:23px; line-height:1.25; letter-spacing:-.02em; overflow-wrap:anywhere }
        .card span { color:var(--muted); font-size:13px }
        .card.first { grid-column:span 2; background:linear-gradient(120deg,#eff6ff,#eef2ff); border-color:#c7d2fe }
        .card.bad b { color:#b91c1c }
        .scroll { overflow-x:auto; border:1px solid var(--line); border-radius:12px; max-width:100% }
        table { border-collapse:separate; border-spacing:0; width:100%; font-variant-numeric:tabular-nums; font-size:14px }
        th, td { padding:8px 12px; border-bottom:1px solid var(--line); text-align:left; vertical-align:top }
        tbody tr:last-child > * { border-bottom:0 }
        thead th { background:var(--soft); font-weight:600; font-size:13px; vertical-align:bottom }
        thead th small { display:block; font-weight:400; color:var(--muted); font-size:11.5px }
        td.n, th.n { text-align:right; white-space:nowrap } th.n.wide { white-space:normal; min-width:96px }
        .board td, .board th { padding:7px 9px } .board td { vertical-align:middle }
        .board th.m { position:sticky; left:0; background:#fff; z-index:1; font-weight:600; white-space:nowrap }
        .board thead th.m { background:var(--soft) }
        .board th.m small { display:block; font-weight:400; color:var(--muted); font-size:12px; padding-left:17px }
        .board tr.control > * { background:repeating-linear-gradient(135deg,#f8fafc 0 7px,#f1f5f9 7px 14px) }
        .board tr.control th.m { font-style:italic; font-weight:500; color:#475569 }
        .board tr:hover > * { box-shadow:inset 0 0 0 99px rgba(37,99,235,.045) }
        .board .best { background:var(--good) } .board .best b { color:var(--goodink) }
        .board tr.control .best { background:var(--warn) } .board tr.control .best b { color:var(--warnink) }
        .board td b { font-weight:500 } .board .best b { font-weight:700 }
        .board td.weak b { color:#9ca3af }
        .board td.weak sup { color:#dc2626; font:14px/0 Georgia,"DejaVu Serif",serif; margin-left:1px; vertical-align:3px }
        .board td small { display:block; color:var(--muted); font-size:11px; line-height:1.3 }
        .board td.rank b { font-weight:700; font-size:15px }
        .board td.weak:not(:has(b)) { color:#9ca3af } .board td.weak:not(:has(b))::after { content:"†"; color:#dc2626 }
        abbr { text-decoration:none; color:#dc2626; font-weight:700 }
        .dot { display:inline-block; width:10px; height:10px; border-radius:50%; margin-right:7px }
        tr.control .dot { background:none!important; border:2px dashed #94a3b8 }
        .bar { display:block; position:relative; height:9px; margin:2px 0 1px; min-width:86px }
        .bar::before { content:""; position:absolute; left:0; right:0; top:4px; height:1px; background:#e2e8f0 }
        .bar i { position:absolute } .bar .ci { top:3px; height:3px; border-radius:2px; background:#93c5fd; min-width:1px }
        .bar .at { top:1px; width:7px; height:7px; margin-left:-3.5px; border-radius:50%; background:var(--accent) }
        .bar .rnd { top:0; width:1.5px; height:9px; background:#ef4444; opacity:.55 }
        .weak .bar .ci, .control .bar .ci { background:#d1d5db } .weak .bar .at, .control .bar .at { background:#9ca3af }
        .js .board thead th { cursor:pointer } .board thead th[aria-sort] { color:var(--accent) }
        .tabs { display:none; gap:4px; flex-wrap:wrap; border-bottom:1px solid var(--line); margin:0 0 16px } .js .tabs { display:flex }
        .tabs button { font:inherit; font-size:14px; padding:8px 14px; border:0; background:none; color:var(--muted); cursor:pointer;
          border-bottom:2px solid transparent; margin-bottom:-1px }
        .tabs button[aria-selected=true] { color:var(--accent); border-color:var(--accent); font-weight:600 }
        .js .panel > h3.tab { display:none } .js .panel[hidden] { display:none }
        .note { color:var(--muted); font-size:13.5px; margin:8px 0 14px; max-width:110ch }
        .charts { display:grid; grid-template-columns:repeat(auto-fit,minmax(min(520px,100%),1fr)); gap:16px; margin-top:18px }
        figure.wide { grid-column:1/-1 } figure { margin:0; border:1px solid var(--line); border-radius:12px; padding:12px }
        figure svg { width:100%; height:auto; display:block }
        details { margin:14px 0 } summary { cursor:pointer; color:var(--accent); font-size:14px; margin-bottom:10px }
        dl { display:grid; grid-template-columns:max-content 1fr; gap:4px 18px; margin:0; font-size:14px } dt { color:var(--muted) }
        dd { margin:0; overflow-wrap:anywhere }
        code { font:12.5px ui-monospace,"SF Mono",Menlo,Consolas,monospace; color:#475569 }
        .gallery { width:auto } .gallery td, .gallery thead th { padding:2px; border:0; text-align:center }
        .gallery thead th { font-size:11.5px; max-width:var(--tile); overflow-wrap:anywhere; padding:8px 2px }
        .gallery th.pic { position:sticky; left:0; z-index:1; background:#fff; text-align:left; font-weight:400;
          padding:2px 10px 2px 4px; border-right:1px solid var(--line); border-bottom:0 }
        .gallery thead th.pic { max-width:none; font-size:13px; background:var(--soft) }
        .gallery th.pic > div { display:flex; gap:9px; align-items:center; width:calc(var(--tile) + 128px) }
        .gallery th.pic span { font-size:11.5px; color:var(--muted); line-height:1.35; overflow-wrap:anywhere }
        .gallery th.pic .tile { margin:0 } .gallery th.pic b { color:var(--ink); display:block; font-size:14px }
        .tile { width:var(--tile); height:var(--tile); margin:auto; flex:none; border-radius:8px; background:#f1f5f9 center/100% 100%;
          overflow:hidden; display:block; position:relative }
        .tile img { width:100%; height:100%; opacity:var(--heat); display:block; transition:opacity .15s } .tile:hover img { opacity:0 }
        .tile.none { font-style:normal; display:grid; place-items:center; border:1px dashed #cbd5e1; color:var(--muted);
          font-size:10.5px; line-height:1.3; padding:4px; text-align:center; background:#fff; overflow-wrap:anywhere }
        .gallery .control { color:#64748b; font-style:italic } .gallery td.control .tile { filter:saturate(.85) }
        .slider { display:none; align-items:center; gap:10px; font-size:13.5px; color:var(--muted); margin-bottom:10px }
        .js .slider { display:flex }
        .scale { height:10px; width:150px; border-radius:5px; display:inline-block }
        pre { margin:0; white-space:pre-wrap; overflow-wrap:anywhere; font:12.5px ui-monospace,Menlo,Consolas,monospace }
        ul.plain { margin:0; padding-left:20px } ul.plain li { margin:4px 0; max-width:115ch }
        footer { margin-top:50px; border-top:1px solid var(--line); color:var(--muted); font-size:13px; padding:18px 0 34px }
        @media print { header { background:none; color:#000 } .scroll { overflow:visible }
        nav, .tabs, .slider { display:none!important } .panel[hidden] { display:block!important } }
        """;
}
