using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Bundles;

namespace VisEval.Harness.Reports.Site;

/// <summary>A static leaderboard of bundles: pages that any web server or a folder shows, without a network.</summary>
internal static class SiteWriter
{
    /// <summary>The folder of the pages of methods.</summary>
    public const string Methods = "methods";

    private const string Index = "index.html";

    /// <summary>Writes index.html, a page a method, the style and the script.</summary>
    /// <param name="bundles">The bundles, at least one; one that is named twice counts once.</param>
    /// <param name="directory">Where to; created if missing.</param>
    /// <param name="known">The metrics behind the bundles' keys; those of VisEval if null.</param>
    /// <returns>The path of index.html.</returns>
    public static string Write(IReadOnlyList<Bundle> bundles, string directory, KnownMetrics? known = null)
    {
        List<Bundle> distinct = [.. bundles.DistinctBy(b => b.Sha256)];
        List<SiteRow> rows = [.. distinct.SelectMany(b => SiteRow.From(b, known))];
        var methods = rows.GroupBy(r => r.Method.Name).ToList();
        var pages = FileNames(methods.Select(m => m.Key));
        void Put(string name, string text) => AtomicFile.Write(Path.Combine(directory, name), text);
        Put(SitePage.Css, Style.Css + "\n" + SiteStyle.Css + "\n");
        Put(SitePage.Js, SiteScript.Js + "\n");
        foreach (var method in methods)
            Put(Path.Combine(Methods, pages[method.Key]), MethodPage.Render(method.Key, [.. method]));
        Put(Index, IndexPage.Render(distinct, rows, pages));
        return Path.Combine(directory, Index);
    }

    // Names come from strangers and may differ only in what a file system does not tell apart.
    private static Dictionary<string, string> FileNames(IEnumerable<string> names)
    {
        var (files, taken) = (new Dictionary<string, string>(), new HashSet<string>());
        foreach (var name in names)
        {
            var letters = name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : c == '+' ? 'p' : '-');
            var plain = string.Concat(letters).Trim('-');
            plain = plain.Length == 0 ? "method" : plain[..Math.Min(plain.Length, 80)];
            var file = plain;
            for (var i = 2; !taken.Add(file); i++)
                file = $"{plain}-{i}";
            files[name] = file + ".html";
        }
        return files;
    }
}
