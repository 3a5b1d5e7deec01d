namespace VisEval.Harness.Reports.Cards;

/// <summary>What a run measured of a method, over all its networks, as its leaderboard states it: rounded, as people read it.</summary>
/// <param name="Unit">The method with the options it was run with.</param>
/// <param name="Run">Which run.</param>
/// <param name="Networks">The number of networks that it applies to; its means are over the explanations of these.</param>
/// <param name="Place">What stands in the column of places: <c>1–6 =</c>, or why it is not ranked.</param>
/// <param name="BestPlace">The best place that the tests of all pairs leave to it; null where it is not ranked.</param>
/// <param name="WorstPlace">The worst place; null where it is not ranked.</param>
/// <param name="Skill">0 as good as the best control, 1 the best that there can be; null where that does not exist.</param>
/// <param name="Scores">The numbers of metrics.</param>
/// <param name="Costs">What one explanation took.</param>
internal sealed record MeasuredMethod(
    string Unit, MeasuredRun Run, int Networks, string Place, int? BestPlace, int? WorstPlace, double? Skill,
    IReadOnlyList<MeasuredScore> Scores, IReadOnlyList<MeasuredCost> Costs);

/// <summary>A run whose numbers are stated.</summary>
/// <param name="Version">The version of VisEval that made it.</param>
/// <param name="Preset">Its preset.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Images">The number of images.</param>
/// <param name="Networks">The names of its networks.</param>
internal sealed record MeasuredRun(
    string Version, string Preset, long Seed, string Dataset, int Images, IReadOnlyList<string> Networks);

/// <summary>The mean of one number over all explanations that have it.</summary>
/// <param name="Metric">The metric with its options.</param>
/// <param name="Score">The name of the number.</param>
/// <param name="Direction">Which way is better: <c>lower</c> or <c>higher</c>.</param>
/// <param name="Ideal">The best value where it lies inside the range; null where it is the end that the direction points at.</param>
/// <param name="Value">The mean; null where there is none.</param>
/// <param name="Explanations">The explanations (image × network) that have the number; null for all of them.</param>
/// <param name="OfExplanations">Those that were asked for; null where all have the number.</param>
/// <param name="Mark">How it compares with every control and with the method's own maps of other images: <c>not-shown-better</c>,
/// <c>worse</c>, <c>too-few-images</c>; null where it is shown to be better, or where that is not asked.</param>
/// <param name="Controls">The same mean of every control that has it.</param>
internal sealed record MeasuredScore(
    string Metric, string Score, string Direction, double? Ideal, double? Value, int? Explanations, int? OfExplanations,
    string? Mark, IReadOnlyDictionary<string, double> Controls);

/// <summary>One cost of an explanation: the median over networks and repetitions, and its quartiles where they differ.</summary>
/// <param name="Metric">The cost: <c>runtime</c>.</param>
/// <param name="Unit">Its unit: <c>milliseconds</c>.</param>
/// <param name="Median">The median; null where nothing was measured.</param>
/// <param name="Low">The lower quartile.</param>
/// <param name="High">The upper quartile.</param>
internal sealed record MeasuredCost(string Metric, string Unit, double? Median, double? Low, double? High);
