namespace VisEval.Harness.Plugins;

/// <summary>A plug-in of which two runs have different builds, or only one has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Of the one run: version and hash, or none.</param>
/// <param name="After">Of the other run.</param>
internal sealed record PluginDifference(string Name, string Before, string After);

/// <summary>Finds these differences.</summary>
internal static class PluginDifferences
{
    private const int Digits = 8;

    /// <summary>Of the plug-ins of two runs, in the order of names.</summary>
    public static IEnumerable<PluginDifference> Of(IReadOnlyList<PluginInfo>? before, IReadOnlyList<PluginInfo>? after) =>
        from name in (before ?? []).Concat(after ?? []).Select(p => p.Name).Distinct().Order(StringComparer.Ordinal)
        let there = before?.FirstOrDefault(p => p.Name == name)
        let here = after?.FirstOrDefault(p => p.Name == name)
        where there is null || here is null || !there.IsSameBuild(here)
        select new PluginDifference(name, Text(there, here), Text(here, there));

    // Where the file is the same, it is what the plug-in uses that differs.
    private static string Text(PluginInfo? plugin, PluginInfo? other) => plugin is null ? "none"
        : plugin.Sha256 != other?.Sha256 ? $"{plugin.Version} with SHA-256 {plugin.Sha256[..Digits]}…"
        : string.Join(", ", (plugin.Uses ?? []).Except(other.Uses ?? []).Select(u => $"{u.Name} with SHA-256 {u.Sha256[..Digits]}…")) is
        { Length: > 0 } used ? used : "the same without them";
}
