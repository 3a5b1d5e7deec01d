using System.Text.RegularExpressions;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Foreign;

namespace VisEval.Harness;

/// <summary>Sentences of a run for who starts it from code: what the command line calls an option is a member of
/// <see cref="RunConfig"/> there.</summary>
internal static partial class CodeWords
{
    /// <summary>By the name of an option of <c>viseval run</c>, the member.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>
    {
        ["dataset"] = nameof(RunConfig.Datasets),
        ["model"] = nameof(RunConfig.Models),
        ["method"] = nameof(RunConfig.Methods),
        ["metric"] = nameof(RunConfig.Metrics),
        ["preset"] = nameof(RunConfig.Preset),
        ["limit"] = nameof(RunConfig.Limit),
        ["seed"] = nameof(RunConfig.Seed),
        ["seeds"] = nameof(RunConfig.Seeds),
        ["threads"] = nameof(RunConfig.Threads),
        ["max-memory"] = nameof(RunConfig.MaxMemoryMegabytes),
        ["out"] = nameof(RunConfig.Out),
        ["existing"] = nameof(RunConfig.Existing),
        ["reference"] = nameof(RunConfig.Reference),
        ["preprocessing"] = nameof(RunConfig.Preprocessing),
        ["plugin"] = nameof(RunConfig.Plugins),
        ["visualizer"] = nameof(RunConfig.Visualizers),
        ["unit"] = nameof(RunConfig.Units),
        ["visualization-metric"] = nameof(RunConfig.VisualizationMetrics),
        ["visualization-seeds"] = nameof(RunConfig.VisualizationSeeds),
        ["analysis"] = nameof(RunConfig.Analyses),
        ["layer"] = nameof(RunConfig.Layers),
        ["concept"] = nameof(RunConfig.Concepts),
        ["ranking"] = nameof(RunConfig.Ranking),
        ["until"] = nameof(RunConfig.Until),
        ["time"] = nameof(RunConfig.Time),
        ["discard"] = nameof(RunConfig.Discard),
        ["device"] = nameof(RunConfig.Device),
        ["shard"] = nameof(RunConfig.Shard),
        ["targets-per-image"] = nameof(RunConfig.TargetsPerImage),
        ["size"] = $"{nameof(RunConfig.Network)}.{nameof(RunConfig.Network.Plane)}",
        ["score-output"] = $"{nameof(RunConfig.Network)}.{nameof(RunConfig.Network.Output)}",
        ["score"] = $"{nameof(RunConfig.Network)}.{nameof(RunConfig.Network.Reduction)}",
        ["maps"] = $"{nameof(RunConfig.Foreign)}.{nameof(ForeignChoice.Maps)}",
        ["external"] = $"{nameof(RunConfig.Foreign)}.{nameof(ForeignChoice.Externals)}",
        ["external-time"] = $"{nameof(RunConfig.Foreign)}.{nameof(ForeignChoice.Limit)}",
        ["external-serve"] = $"{nameof(RunConfig.Foreign)}.{nameof(ForeignChoice.Serves)}",
        ["allow-external"] = $"{nameof(RunConfig.Foreign)}.{nameof(ForeignChoice.IsAllowed)}",
        ["format"] = $"{nameof(RunConfig.DatasetOptions)}.{nameof(RunConfig.DatasetOptions.Format)}",
        ["table"] = $"{nameof(RunConfig.DatasetOptions)}.{nameof(RunConfig.DatasetOptions.Table)}",
        ["boxes"] = $"{nameof(RunConfig.DatasetOptions)}.{nameof(RunConfig.DatasetOptions.Boxes)}",
        ["images"] = $"{nameof(RunConfig.DatasetOptions)}.{nameof(RunConfig.DatasetOptions.Images)}",
    };

    /// <summary>A sentence with the names of members; an option of a command that it advises stays.</summary>
    public static string Of(string sentence) => Option().Replace(
        sentence, m => m.Groups["command"].Success ? m.Value : Members.GetValueOrDefault(m.Groups["name"].Value, m.Value));

    /// <summary>Does something; its mistakes are said in these words.</summary>
    /// <exception cref="InputException">Every mistake.</exception>
    public static T Said<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException mistake) when (mistake.Errors.Any(e => Of(e) != e))
        {
            throw new InputException([.. mistake.Errors.Select(Of)]);
        }
    }

    /// <summary>What is wrong with the commands of a run, which code must allow in so many words; null for nothing.</summary>
    public static string? Unasked(ForeignChoice foreign) => foreign.IsAllowed || foreign.Externals.Count == 0 ? null
        : $"Foreign.Externals names {string.Join(", ", foreign.Externals.Select(e => $"'{e}'"))}, and a command is not started unasked: it "
            + "can do everything that you can. Read it; then set Foreign.IsAllowed.";

    // A command in the sentence goes to its end, or to the end of its quotes.
    [GeneratedRegex(@"(?<command>(?<=')viseval [^']*(?=')|viseval .*)|--(?<name>[a-z]+(-[a-z]+)*)\b")]
    private static partial Regex Option();
}
