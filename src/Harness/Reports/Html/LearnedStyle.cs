namespace VisEval.Harness.Reports.Html;

/// <summary>The look of pictures of units, and of what analyses found.</summary>
internal static class LearnedStyle
{
    public const string Css = """
        .unseen { position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%); white-space:nowrap }
        .units td, .units thead th { text-align:center; padding:6px; vertical-align:top }
        .units thead th { vertical-align:bottom; max-width:130px; overflow-wrap:anywhere; font-size:12.5px }
        .units th.m { position:sticky; left:0; z-index:1; background:var(--bg); min-width:84px; max-width:150px; text-align:left;
          border-right:1px solid var(--line); overflow-wrap:anywhere; font-weight:500 }
        .units thead th.m { z-index:2; background:var(--soft); font-weight:600 } .units [data-g=control] { font-style:italic }
        .units .cell { margin:auto } .units [data-g=control] small { font-style:normal }
        .shots { display:grid; place-items:center; width:100px; height:100px; margin:auto; gap:2px; font-style:normal }
        .shots.four { grid-template:repeat(2,1fr)/repeat(2,1fr) } .shots.nine { grid-template:repeat(3,1fr)/repeat(3,1fr) }
        .shots img { width:100%; height:100%; min-width:0; min-height:0; object-fit:contain; border-radius:4px; image-rendering:pixelated }
        .seen .all { display:flex; flex-wrap:wrap; gap:16px } .seen figure { width:min(260px,100%); margin:0 }
        .seen figure img { width:100%; image-rendering:pixelated; border-radius:6px; display:block }
        .points { display:grid; grid-template-columns:minmax(0,640px) minmax(150px,220px); gap:6px 18px; margin:0 0 14px }
        .points figcaption, .points .key { grid-column:1/-1 } .points figcaption { font-weight:600; font-size:14px }
        .points svg { max-width:none; margin:0 } .plane { border:1px solid var(--line); border-radius:8px; cursor:crosshair;
          touch-action:manipulation }
        .plane path { stroke:var(--bg); stroke-width:.7 } .plane .ring { fill:none; stroke:var(--ink); stroke-width:2.5 }
        .points .about { font-size:14px; min-height:170px } .points .about b, .points .about span { display:block }
          .points .about span { color:var(--muted); font-size:13px }
        .thumb { --t:112px; width:var(--t); height:var(--t); display:block; border-radius:6px; margin:0 0 6px;
          background-color:var(--soft) }
        .key { list-style:none; display:flex; flex-wrap:wrap; gap:3px 16px; margin:0; padding:0; font-size:13px }
          .key svg { display:inline; width:12px; height:12px; vertical-align:-1px } .key small { color:var(--muted) }
        .bars th, .grid th { font-weight:500 } .bars thead th, .grid thead th { font-weight:600 }
        .bars tbody th { min-width:130px; max-width:260px }
        .bars td, .bars tbody th { padding:3px 10px } .bars .bar { width:min(200px,34vw); height:13px } .bars .bar::before { top:6px }
        .bar .len { top:2px; height:9px; background:var(--hi); border-radius:2px } .bars .bar .ci { top:5px } .bars .bar .at { top:3px }
        .bar .dash { top:0; height:13px; border-left:1.5px dashed var(--pale) }
        .bars .bar .rnd { height:13px; background:var(--ink); width:2px }
        .grid td { text-align:right; padding:4px 6px; background:color-mix(in oklab, var(--hi) var(--h, 0%), var(--lo)) }
        .grid tbody th { max-width:260px; overflow-wrap:anywhere } .found td small { max-width:none }
        .scores td small { white-space:nowrap }
        @media (max-width:700px) { .points { grid-template-columns:minmax(0,1fr) } .points .about { min-height:100px }
          .thumb { --t:88px; float:left; margin-right:12px } .units th.m { min-width:72px; max-width:72px; font-size:12px; padding:4px }
          .shots { width:84px; height:84px } .bars tbody th { min-width:74px; max-width:130px; overflow-wrap:anywhere; font-size:12.5px }
          .bars td, .bars tbody th { padding:3px 6px } .grid tbody th { max-width:120px; font-size:12px } }
        @media print { .points .about { display:none } .units th.m { position:static } }
        """;
}
