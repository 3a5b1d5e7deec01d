using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary>Tells networks, runs and saved baselines among the paths of <c>serve</c> apart, and gives them names.</summary>
internal static class ServedPaths
{
    private static readonly byte[] Gzip = [0x1F, 0x8B];

    /// <summary>A path, and what the page calls it.</summary>
    /// <param name="Name">The last part of the path; all of it as written where several would have the same name.</param>
    /// <param name="Path">The full path.</param>
    public sealed record Item(string Name, string Path);

    /// <summary>What the paths are.</summary>
    /// <param name="Networks">Networks.</param>
    /// <param name="Runs">Run directories.</param>
    /// <param name="Baselines">Files saved with <c>compare --save-baseline</c>.</param>
    public sealed record Found(IReadOnlyList<Item> Networks, IReadOnlyList<Item> Runs, IReadOnlyList<Item> Baselines);

    /// <summary>Reads them; null where one is a mistake.</summary>
    /// <param name="texts">As written.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="read">Told of each that is none of them.</param>
    /// <param name="say">Takes a sentence where a path stands before the name of a network.</param>
    public static Found? Read(IReadOnlyList<string> texts, string directory, ArgumentReader read, Action<string> say)
    {
        var named = new NamedNetworks(directory);
        var (networks, compared, wrong) = (new List<Named>(), new List<Named>(), false);
        foreach (var text in texts.Distinct())
        {
            var path = Path.GetFullPath(text, directory);
            if (File.Exists(Path.Combine(path, RunFiles.Info)))
                compared.Add(new Named(text, LastPart(path), path, false));
            else if (IsPacked(path))
            {
                // A page that says it later would be no help to who starts the server.
                wrong |= read.Try(() => BaselineFile.Read(path)) is null;
                compared.Add(new Named(text, LastPart(path), path, true));
            }
            else if (Network(named, text, say) is { } model)
                networks.Add(new Named(text, model.Name, model.Path, false));
            else
            {
                wrong = true;
                read.Mistake($"'{text}' is neither a run directory (with a {RunFiles.Info}) nor a network ({NamedNetworks.Forms}) nor a "
                    + $"baseline saved with compare --save-baseline. {named.Advice(text)}");
            }
        }
        if (wrong)
            return null;
        var runs = Distinct(compared).ToLookup(c => c.IsBaseline, c => new Item(c.Name, c.Path));
        return new Found([.. Distinct(networks).Select(n => new Item(n.Name, n.Path))], [.. runs[false]], [.. runs[true]]);
    }

    // A path that is no file is said to be neither.
    private static ModelLocator.Location? Network(NamedNetworks named, string text, Action<string> say)
    {
        try
        {
            return named.Find(text, say) is var found && File.Exists(found.Path) ? found : null;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string LastPart(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));

    // A saved baseline is compressed, and no network begins so.
    private static bool IsPacked(string path)
    {
        try
        {
            var start = new byte[Gzip.Length];
            using var file = File.Exists(path) ? File.OpenRead(path) : null;
            return file?.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(Gzip);
        }
        // Who opens it as a network says why it cannot be read.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<Named> Distinct(List<Named> items)
    {
        var repeated = items.CountBy(i => i.Name).Where(c => c.Value > 1).Select(c => c.Key).ToHashSet();
        return items.Select(i => repeated.Contains(i.Name) ? i with { Name = i.Text } : i);
    }

    private sealed record Named(string Text, string Name, string Path, bool IsBaseline);
}
