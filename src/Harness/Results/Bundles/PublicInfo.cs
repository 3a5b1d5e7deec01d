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
        Plugins = info.Plugins is { } plugins ? [.. plugins.Select(p => p with { Path = Path.GetFileName(p.Path) })] : null,
        // Pictures of units show parts of images, and folders of concepts lie on the machine: a bundle has neither them nor what was found.
        Visualizations = null,
        Representation = null,
    };

    private static string Public(string path, string name) => path.AsSpan().ContainsAny('/', '\\') ? name : path;
}
