using System.Text.Json;
using VisEval.Harness.Input;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Results;

/// <summary>Whether two descriptions are of the same run, that is, whether their numbers may stand side by side.</summary>
/// <remarks>A run with more maps of methods that draw has all numbers of one with fewer: seeds can be added; so can pictures of units, and
/// analyses of layers, to a run that has none.
/// Threads, memory budget, machine, ranking rule, what was recognized, which part of the run it is and how many of the images were used
/// change no number.
/// Where files lie is told apart by their SHA-256, not their path.
/// The version of VisEval counts: another version may compute another number; so does the build of every plug-in.</remarks>
internal static class RunIdentity
{
    /// <summary>What makes the two runs different, one phrase a member of run.json; empty if they are the same run.</summary>
    public static IReadOnlyList<string> Differences(RunInfo stored, RunInfo asked)
    {
        // What the stored run has none of can be added to it.
        asked = asked with
        {
            Visualizations = stored.Visualizations is null ? null : asked.Visualizations,
            Representation = stored.Representation is null ? null : asked.Representation,
        };
        var before = RunInfoJson.ToElement(Essence(stored));
        var after = RunInfoJson.ToElement(Essence(asked));
        List<string> shown = [.. ShownDifferences.Of(stored, asked).Select(d => $"{d.Option}: {d.Before} there, {d.After} here")];
        return
        [
            // A member that is null may not be written.
            .. before.EnumerateObject().Concat(after.EnumerateObject()).Select(member => member.Name).Distinct()
                .Select(name => (Name: name, Before: Text(before, name), After: Text(after, name)))
                .Where(member => member.Before != member.After)
                // The options say more than the names of members.
                .SelectMany(member => !IsShown(member.Name) ? [Phrase(member.Name, member.Before, member.After)]
                    : shown.Count > 0 ? [] : (string[])[$"other {member.Name}"]),
            .. shown,
            .. PluginDifferences.Of(stored.Plugins, asked.Plugins)
                .Select(p => $"plug-in {p.Name}: {p.Before} there, {p.After} here"),
        ];
    }

    /// <summary>SHA-256, lower-case hex, of all that tells a run from others; equal for runs without <see cref="Differences"/> that draw as
    /// many maps.</summary>
    public static string Sha256Of(RunInfo info) => Sha256.Of(JsonSerializer.SerializeToUtf8Bytes(
        RunInfoJson.ToElement(Essence(info) with
        {
            Seeds = info.Seeds,
            Plugins = info.Plugins is { } plugins ? [.. plugins.Select(p => p with { Path = "" })] : null,
        })));

    private static bool IsShown(string member) =>
        member.Equals(nameof(RunInfo.Visualizations), StringComparison.OrdinalIgnoreCase)
        || member.Equals(nameof(RunInfo.Representation), StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement info, string name) => info.TryGetProperty(name, out var value) ? value.GetRawText() : "null";

    private static RunInfo Essence(RunInfo info) => info with
    {
        Threads = 0,
        MaxMemoryMegabytes = 0,
        DeviceMemoryMegabytes = null,
        Cells = null,
        Anytime = null,
        Discard = Discard.None,
        Ranking = null,
        Recognition = null,
        Seeds = null,
        Shard = null,
        Merged = null,
        Conflicts = null,
        Machine = new Dictionary<string, string>(),
        Datasets = [.. info.Datasets.Select(d => d with { Path = "" })],
        Plugins = null,
        Maps = info.Maps is null ? null : [.. info.Maps.Select(m => m with { Path = "" })],
        Externals = info.Externals is null ? null : [.. info.Externals.Select(e => e with { LimitSeconds = 0, Serves = false })],
        // What it makes of a dataset is in the dataset's hash.
        DatasetOptions = null,
        Reference = info.Reference is null ? null : info.Reference with { Source = "" },
        // What a model is run on follows from the datasets and models that were named.
        Models = [.. info.Models.Select(m => m with { Path = "", Datasets = null })],
        // The pictures of a folder are told apart by their hash.
        Representation = info.Representation is { } found
            ? found with { Concepts = [.. found.Concepts.Select(c => c.Split('=')[0])] }
            : null,
    };

    // Lists of units and files are too long for a sentence; single values are worth showing.
    private static string Phrase(string name, string before, string after) =>
        (before + after).AsSpan().ContainsAny('[', '{')
            ? $"other {name}"
            : $"{name} {Word(before, after)} there, {Word(after, before)} here";

    // A member with its ordinary value may not be written.
    private static string Word(string value, string beside) => value != "null" ? value : beside is "true" ? "false" : "none";
}
