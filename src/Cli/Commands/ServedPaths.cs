using VisEval.Harness.Configuration;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary>Tells the networks from the runs among the paths of <c>serve</c>, and gives them names.</summary>
internal static class ServedPaths
{
    /// <summary>A path, and what the page calls it.</summary>
    /// <param name="Name">The last part of the path; all of it as written where several would have the same name.</param>
    /// <param name="Path">The full path.</param>
    public sealed record Item(string Name, string Path);

    /// <summary>Reads them.</summary>
    /// <param name="texts">As written.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="mistake">Told of each that is neither.</param>
    public static (IReadOnlyList<Item> Networks, IReadOnlyList<Item> Runs) Read(
        IReadOnlyList<string> texts, string directory, Action<string> mistake)
    {
        var models = new ModelLocator(directory);
        var (networks, runs) = (new List<(string Text, Item Item)>(), new List<(string Text, Item Item)>());
        foreach (var text in texts.Distinct())
        {
            var path = Path.GetFullPath(text, directory);
            var model = models.At(text);
            if (File.Exists(Path.Combine(path, RunFiles.Info)))
                runs.Add((text, new Item(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), path)));
            else if (File.Exists(model.Path))
                networks.Add((text, new Item(model.Name, model.Path)));
            else
                mistake($"'{text}' is neither a run directory (with a {RunFiles.Info}) nor a network (an .onnx file, or a folder with a "
                    + "model.onnx).");
        }
        return (Distinct(networks), Distinct(runs));
    }

    private static List<Item> Distinct(List<(string Text, Item Item)> items)
    {
        var repeated = items.CountBy(i => i.Item.Name).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet();
        return [.. items.Select(i => repeated.Contains(i.Item.Name) ? i.Item with { Name = i.Text } : i.Item)];
    }
}
