namespace VisEval.Harness.Configuration;

/// <summary>How much work a run is.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Limit">Images per dataset, null for all.</param>
/// <param name="Options">Option values by unit and option; they replace the unit's own defaults where nobody else says anything.</param>
/// <param name="MetricImages">By metric, the number of first images it is asked of where no metrics are named; the others are asked of all.</param>
public sealed record Preset(
    string Name, int? Limit, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Options, IReadOnlyDictionary<string, int> MetricImages);
