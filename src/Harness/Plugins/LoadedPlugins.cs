using VisEval.Core;

namespace VisEval.Harness.Plugins;

/// <summary>The plug-ins of a command.</summary>
/// <param name="All">In the order named.</param>
internal sealed record LoadedPlugins(IReadOnlyList<Plugin> All)
{
    /// <summary>No plug-in.</summary>
    public static LoadedPlugins None { get; } = new([]);

    /// <summary>What they are, for run.json; null for none.</summary>
    public IReadOnlyList<PluginInfo>? Infos => All.Count == 0 ? null : [.. All.Select(p => p.Info)];

    /// <summary>Where units come from: VisEval, then these.</summary>
    public UnitSources Sources => All.Count == 0 ? UnitSources.BuiltIn : new UnitSources([.. All.Select(p => p.Assembly)]);

    /// <summary>What of the plug-ins that made the numbers of a run is not at hand, or of another build, sentences.</summary>
    /// <param name="what">The run, as a sentence says it: <c>the bundle</c>.</param>
    /// <param name="needed">The plug-ins of the run.</param>
    public IEnumerable<string> Differences(string what, IReadOnlyList<PluginInfo>? needed) =>
        from plugin in needed ?? []
        let found = All.FirstOrDefault(p => p.Info.Name == plugin.Name)
        where found is null || !found.Info.IsSameBuild(plugin)
        select found is null
            ? Missing(what, plugin)
            : $"{what} was made with another build of the plug-in {plugin.Name}: SHA-256 {plugin.Sha256} there, "
                + $"{found.Info.Sha256} here{(plugin.Sha256 == found.Info.Sha256 ? ", where the assemblies that it uses differ" : "")}. "
                + "Name that build with --plugin.";

    /// <summary>Asks for the plug-ins whose code is needed to read a run: those of metrics, which say what a number over images
    /// is.</summary>
    /// <param name="path">The run's file.</param>
    /// <param name="needed">The plug-ins of the run.</param>
    /// <exception cref="InputException">One is not at hand.</exception>
    public void RequireFor(string path, IReadOnlyList<PluginInfo>? needed)
    {
        List<string> missing =
        [
            .. (needed ?? []).Where(p => p.HasMetrics && All.All(a => a.Info.Name != p.Name)).Select(p => Missing($"'{path}'", p)),
        ];
        if (missing.Count > 0)
            throw new InputException(missing);
    }

    private static string Missing(string what, PluginInfo plugin) =>
        $"{what} was made with the plug-in {plugin}, which gives {string.Join(", ", plugin.Units)}: name its file with --plugin.";
}
