namespace VisEval.Harness.Reports.Html;

/// <summary>The look of pictures and maps.</summary>
internal static class GalleryStyle
{
    public const string Css = """
        .shot { border-top:1px solid var(--line); padding:14px 0 4px } .shot:first-child { border-top:0 }
        .shot > header { display:flex; gap:12px; align-items:center; margin-bottom:8px } .shot > header p { margin:0 }
        .shot > header b, .shot > header span { display:block } .shot > header span { color:var(--muted); font-size:13px }
        .shot > header .tile { margin:0 } .shot .tabs { margin-bottom:8px }
        .tiles { display:grid; grid-template-columns:repeat(auto-fill,minmax(92px,1fr)); gap:10px 8px; margin:0 0 10px }
        .cell { display:block; border:0; background:none; padding:0; text-align:center; font-size:11.5px; line-height:1.25; min-width:0;
          align-self:start }
        button.cell { cursor:pointer } .cell[hidden] { display:none }
        .cell span, .cell figcaption { display:block; margin-top:3px; color:var(--ink); overflow-wrap:anywhere }
          .cell small { display:block; color:var(--muted) }
        .cell[data-g=control] span { font-style:italic } .cell:hover span { text-decoration:underline }
        .tile { width:calc(92px*var(--w,1)); height:calc(92px*var(--h,1)); margin:auto; flex:none; border-radius:6px;
          background:var(--soft) center/100% 100%;
          overflow:hidden;
          display:block; position:relative; image-rendering:auto }
        .tile img { width:100%; height:100%; display:block } .tile img.map { opacity:var(--heat) } .tile:hover img.map { opacity:0 }
        .tile.none { font-style:normal; display:grid; place-items:center; border:1px dashed var(--pale); color:var(--muted); font-size:11px;
          line-height:1.3; padding:4px; text-align:center; background:var(--bg) }
        .strips { display:flex; flex-wrap:wrap; gap:14px 22px; margin:0 0 12px } .strip { width:min-content; min-width:132px }
          .strip[hidden] { display:none }
        .strip > div { display:flex; gap:4px } .strip .tile { width:calc(64px*var(--w,1)); height:calc(64px*var(--h,1));
          border-radius:4px }
        .strip figcaption { font-size:12.5px; overflow-wrap:anywhere } .strip[data-g=control] figcaption
          { font-style:italic }
        .strip small { color:var(--muted); font-size:11px } .strip span small { display:block; text-align:center; max-width:64px }
        .onemethod .gallery { display:flex; flex-wrap:wrap; gap:18px } .onemethod .shot { border:0; max-width:200px; padding:0 }
        .onemethod .tiles { grid-template-columns:92px } .onemethod .shot > header { min-height:92px; align-items:start }
        .scale { height:11px; width:150px; border-radius:3px; display:inline-block; vertical-align:-1px; border:1px solid var(--line) }
        .slider { display:flex; align-items:center; gap:8px } img.small { width:48px; height:48px; object-fit:contain; border-radius:5px;
          display:block }
        dialog.look { border:1px solid var(--line); border-radius:12px; background:var(--bg); color:var(--ink); width:min(900px,94vw);
          max-height:92vh; padding:18px 20px; overflow:auto } dialog.look::backdrop { background:rgba(0,0,0,.55) }
        dialog.look form { position:sticky; top:0; float:right } dialog.look form button { border:1px solid var(--line); border-radius:6px;
          background:var(--bg); width:34px; height:34px; font-size:18px; cursor:pointer }
        dialog.look h3 { margin:0 0 10px; min-height:36px; padding-right:44px } .look .both { display:grid;
          grid-template-columns:minmax(0,300px) minmax(0,1fr); gap:20px }
        .look .tile { width:calc(100%*var(--w,1)); height:auto; aspect-ratio:calc(var(--w,1)/var(--h,1)); image-rendering:pixelated }
        .look .tile:hover img.map { opacity:var(--heat) }
        .look input[type=range] { width:100%; accent-color:var(--accent) } .look table { width:100%; font-size:13px }
          .look td { padding:3px 8px }
        .look figure { margin-top:10px } .look figcaption { font-size:12.5px; color:var(--muted) } .look svg { max-width:340px; margin:0 }
        @media (max-width:700px) { .tiles { grid-template-columns:repeat(auto-fill,minmax(78px,1fr)) } 
          .tile { width:calc(78px*var(--w,1)); height:calc(78px*var(--h,1)) }
          .look .both { grid-template-columns:minmax(0,1fr) } }
        """;
}
