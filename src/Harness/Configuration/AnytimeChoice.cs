using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration;

/// <summary>Whether and when a run may end before all images were used.</summary>
internal static class AnytimeChoice
{
    private const int LeastMethods = 2;

    /// <summary>What is asked for; null where all images are to be used.</summary>
    /// <param name="config">The run as asked for.</param>
    /// <param name="info">What is run.</param>
    /// <param name="isPooled">Whether a metric has a number over all images together only.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static AnytimeInfo? Of(RunConfig config, RunInfo info, Func<MetricInfo, bool> isPooled, Mistakes mistakes)
    {
        var before = mistakes.Count;
        var rule = Read(config.Until, StopRuleText.Parse, mistakes);
        var time = Read(config.Time, text => (TimeSpan?)TimeText.Parse(text), mistakes);
        if (rule is not null && mistakes.Count == before)
        {
            if (info.Metrics.Count > 0 && info.Metrics.All(m => info.Rule.ConstructOf(m) is null || isPooled(m)))
                mistakes.Add($"until '{config.Until}' asks for the order of methods, and no metric of the run ranks them; add one that "
                    + "votes, for example deletion, or use --time alone.");
            if (info.Methods.Count > 0 && info.Methods.Count(m => !m.IsControl) < LeastMethods)
                mistakes.Add($"until '{config.Until}' asks for the order of methods, and the run has fewer than two that are no controls; "
                    + "name more, or use --time alone.");
        }
        if (config.IsDivided && (rule is not null || time is not null))
            mistakes.Add("until and time end a run before all images were used, and a shard is a part of one that uses all; leave them "
                + "out, or do not divide the run in shards.");
        return rule is null && time is null ? null : new AnytimeInfo(rule, time?.TotalSeconds);
    }

    private static T? Read<T>(string? text, Func<string, T?> parse, Mistakes mistakes)
    {
        try
        {
            return text is null ? default : parse(text);
        }
        catch (InputException mistake)
        {
            mistakes.Add(mistake.Errors);
            return default;
        }
    }
}
