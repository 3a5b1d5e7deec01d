using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;

namespace VisEval.Distributed.Runs;

/// <summary>Which files a run reads.</summary>
internal static class InputFiles
{
    /// <summary>The datasets, and the models that do not lie in one of them.</summary>
    public static IReadOnlyList<PoolInput> Of(Plan plan) =>
    [
        .. plan.Jobs.Select(j => j.Images).OfType<DatasetImages>().Select(i => i.Dataset).DistinctBy(d => d.Manifest.Name)
            .Select(d => new PoolInput(PoolInput.Dataset, d.Manifest.Name, d.ManifestPath)),
        .. plan.Info.Models.Where(m => Path.IsPathRooted(m.Path)).Select(m => new PoolInput(PoolInput.Model, m.Name, m.Path)),
    ];

    /// <summary>Why the files of a run cannot be put into a database; empty where they can.</summary>
    public static IReadOnlyList<string> Mistakes(RunInfo info)
    {
        string?[] outside =
        [
            info.Reference is { Source: var source } && !int.TryParse(source, out _) ? $"--reference {source}" : null,
            info.DatasetOptions?.Table is { } table ? $"--table {table}" : null,
            info.DatasetOptions?.Images is { } images ? $"--images {images}" : null,
            .. (info.Maps ?? []).Select(m => $"--maps {ForeignKey.NameOf(m.Key)}={m.Path}"),
            .. (info.Representation?.Concepts ?? []).Where(c => c.Contains('=', StringComparison.Ordinal)).Select(c => $"--concept {c}"),
        ];
        return
        [
            .. outside.OfType<string>().Select(o =>
                $"--upload takes datasets and models only, and this run also reads {o}: put all files on a folder that every machine sees "
                + "under the same path, and submit without --upload."),
        ];
    }

    /// <summary>The files of an input, full paths, and the folder that their names start at: the one above, whose name may be that of the
    /// dataset or model.</summary>
    public static (string Root, IReadOnlyList<string> Files) FilesOf(PoolInput input)
    {
        var folder = Directory.Exists(input.Path) ? input.Path : Path.GetDirectoryName(input.Path)!;
        var root = Path.GetDirectoryName(folder) ?? throw new InputException(
            $"'{input.Path}' lies at the root of the file system: move it into a folder to upload it.");
        return (root, [.. input.Kind == PoolInput.Dataset
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : OfModel(folder, Path.GetFileName(input.Path))]);
    }

    // Its description, weights in files of their own and a network fitted to random labels begin with the model's name, or lie below it.
    private static IEnumerable<string> OfModel(string folder, string file) =>
        Directory.EnumerateFiles(folder, Path.GetFileNameWithoutExtension(file) + "*").Order(StringComparer.Ordinal);
}
