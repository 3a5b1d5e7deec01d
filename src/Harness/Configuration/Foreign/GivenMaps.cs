using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>Maps of another tool, read from what the user wrote.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Path">Full path of the folder or file.</param>
/// <param name="Channels">How channels become one value a pixel.</param>
internal sealed record GivenMaps(string Name, string Path, ChannelReduction Channels)
{
    /// <summary>What results call them.</summary>
    public string Key => ForeignKey.OfMaps(Name);

    /// <summary>For messages.</summary>
    public string Option => $"--maps {Name}={Path}";

    /// <summary>Reads the texts; those with mistakes are left out.</summary>
    /// <param name="choice">What is asked for.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyList<GivenMaps> Read(ForeignChoice choice, string directory, Mistakes mistakes)
    {
        var maps = new List<GivenMaps>();
        foreach (var text in choice.Maps)
            if (GivenText.Parse(text) is not { Name: { } name, Version: null, Value: { Length: > 0 } value })
                mistakes.Add($"--maps {text} is not allowed; write NAME=DIR, a name for the leaderboard ({GivenText.Allowed}) and the "
                    + "folder or .npy file.");
            else if (System.IO.Path.GetFullPath(value, directory) is var path && !Directory.Exists(path) && !File.Exists(path))
                mistakes.Add($"--maps {text}: there is no folder and no file '{path}'.");
            else
                maps.Add(new GivenMaps(name, System.IO.Path.TrimEndingDirectorySeparator(path), choice.Channels));
        mistakes.Add(GivenText.Twice("--maps", maps.Select(m => m.Name)));
        return maps;
    }

    /// <summary>The maps of all jobs, in their order, and their facts; null after mistakes were noted, each with the option.</summary>
    /// <param name="jobs">The networks on datasets.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public (IReadOnlyList<FoundMaps> ByJob, MapsInfo Info)? Find(IReadOnlyList<ForeignJob> jobs, Mistakes mistakes)
    {
        var own = new Mistakes();
        var finder = new MapFinder(Path, jobs, own);
        List<FoundMaps> found = [.. jobs.Select(finder.Find).OfType<FoundMaps>()];
        if (own.Count == 0 && own.Try(() => finder.Sha256Of(found)) is { } sha256)
            return (found, new MapsInfo(Key, Path, sha256, Channels));
        mistakes.Add(own.Sentences.Select(s => $"{Option}: {s}"));
        return null;
    }

    /// <summary>Where explanations come from.</summary>
    public IExplanationSource Source(FoundMaps found) => new MapFileSource(Key, Channels, found.Of);
}
