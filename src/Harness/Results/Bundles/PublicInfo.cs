namespace VisEval.Harness.Results.Bundles;

/// <summary>The description of a run without what concerns nobody else, where files lay on the machine, and without what a bundle does not
/// hold.</summary>
internal static class PublicInfo
{
    /// <summary>A description whose full paths are names; what was found by name stays.</summary>
    public static RunInfo Of(RunInfo info) => info with
    {
        Datasets = [.. info.Datasets.Select(d => d with { Path = Public(d.Path, d.Name) })],
        Models = [.. info.Models.Select(m => m with { Path = Public(m.Path, m.Name) })],
        Reference = info.Reference is { } reference
            ? reference with { Source = Public(reference.Source, Path.GetFileName(reference.Source)) }
            : null,
        Maps = info.Maps is null ? null : [.. info.Maps.Select(m => m with { Path = Public(m.Path, Path.GetFileName(m.Path)) })],
        Externals = info.Externals is null ? null : [.. info.Externals.Select(Of)],
        Plugins = info.Plugins is { } plugins ? [.. plugins.Select(p => p with { Path = Path.GetFileName(p.Path) })] : null,
        // Pictures of units show parts of images, and folders of concepts lie on the machine: a bundle has neither them nor what was found.
        Visualizations = null,
        Representation = null,
    };

    // What the words name is told by the last part of a path.
    private static ExternalInfo Of(ExternalInfo command) => command with
    {
        Command = string.Join(' ', command.Command.Split(' ').Select(Last)),
        Files = command.Files.GroupBy(f => Last(f.Key)).ToDictionary(f => f.Key, f => f.First().Value),
    };

    private static string Last(string word) => word[(word.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Public(string path, string name) => path.AsSpan().ContainsAny('/', '\\') ? name : path;
}
