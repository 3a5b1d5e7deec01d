namespace VisEval.Harness.Reports.Html;

/// <summary>The look of tables that sort, and of the heat map.</summary>
internal static class BoardStyle
{
    public const string Css = """
        .filters { display:none; flex-wrap:wrap; gap:8px 18px; align-items:center; margin:0 0 10px; font-size:14px }
          .js .filters { display:flex }
        .filters input, .filters select { font:inherit; color:inherit; background:var(--bg); border:1px solid var(--pale);
          border-radius:6px;
          padding:3px 8px; max-width:60vw; accent-color:var(--accent) } .filters input[type=search] { width:15ch }
        .filters output { color:var(--muted) }
        .board thead th { position:sticky; top:0; z-index:2; padding:6px 8px; line-height:1.25 }
        .board th.m { position:sticky; left:0; z-index:1; background:var(--bg); min-width:150px; max-width:290px; font-weight:500;
          border-right:1px solid var(--line) }
        .board thead th.m { z-index:3; background:var(--soft); vertical-align:bottom; font-weight:600 }
        .board td, .board tbody th { padding:3px 10px; vertical-align:middle }
        .board td.h { text-align:right; white-space:nowrap; min-width:66px;
          background:color-mix(in oklab, var(--hi) var(--h, 0%), var(--lo)) }
        .board td small { font-size:11px; line-height:1.15; color:inherit; opacity:.86 }
        .board td.skill small { display:inline-block; min-width:76px; margin-left:5px } .board td.g { --hi:var(--plain) }
        .board th.m small { display:inline; margin-left:6px }
        .board td.place { min-width:74px } .board td.place b { font-weight:600 }
        .board .best { font-weight:700; text-decoration:underline; text-underline-offset:3px }
        .board .over { font-weight:700; text-decoration:underline wavy; text-underline-offset:3px }
        .board sup { font:600 12px/0 Georgia,"DejaVu Serif",serif; margin-left:1px }
        .board .line th { background:var(--soft); color:var(--muted); font-size:12.5px; padding:0; border-top:2px dashed var(--pale) }
        .board .line span { position:sticky; left:0; display:inline-block; padding:5px 10px; max-width:min(90vw,900px) }
        .board tr[data-g=control] th.m { font-style:italic; font-weight:400 } .board tr[data-g=refused] th.m { font-weight:400 }
        .board tbody tr:hover > th.m { background:var(--soft) }
        .board .sort { border:0; background:none; padding:0; font:inherit; text-align:inherit; color:inherit }
        .js .board .sort { cursor:pointer } .js .board .sort:hover { color:var(--accent) }
        .board [aria-sort] .sort { color:var(--accent) } .board [aria-sort=ascending] .sort::after { content:" ▴" }
        .board [aria-sort=descending] .sort::after { content:" ▾" }
        .board .open { display:none; border:1px solid var(--pale); background:var(--bg); border-radius:5px; padding:0 5px; font-size:11.5px;
          font-weight:400; cursor:pointer; margin-top:3px; white-space:nowrap } .js .board .open { display:inline-block }
        .board .open::after { content:" ▸" } .board .open[aria-expanded=true]::after { content:" ◂" }
        .board th.x { font-weight:500; font-size:12.5px; white-space:normal; min-width:96px; max-width:150px }
        .js .board .x { display:none } .js .board .x.shown { display:table-cell }
        .ramp { display:inline-block; width:90px; height:11px; border:1px solid var(--line); border-radius:3px; vertical-align:-1px;
          background:linear-gradient(90deg,var(--lo),var(--hi)) }
        .metrics .weak b { opacity:.7 } .metrics td b { font-weight:600 }
        .bar { display:block; position:relative; height:9px; margin:2px 0 1px; min-width:86px }
        .bar::before { content:""; position:absolute; left:0; right:0; top:4px; height:1px; background:var(--line) }
        .bar i { position:absolute } .bar .ci { top:3px; height:3px; border-radius:2px; background:var(--mid); min-width:1px }
        .bar .at { top:1px; width:7px; height:7px; margin-left:-3.5px; border-radius:50%; background:var(--accent) }
        .bar .rnd { top:0; width:1.5px; height:9px; background:var(--pale) }
        @media (max-width:700px) { .board th.m { min-width:118px; max-width:118px; white-space:normal; overflow-wrap:anywhere;
          font-size:12.5px }
          .board td, .board tbody th, .board thead th { padding-left:6px; padding-right:6px } }
        """;
}
