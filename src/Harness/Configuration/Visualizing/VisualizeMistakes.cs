using VisEval.Methods;
using VisEval.Methods.Facts;

namespace VisEval.Harness.Configuration.Visualizing;

/// <summary>What is wrong with what <c>visualize</c> was asked for that shows without opening anything.</summary>
internal static class VisualizeMistakes
{
    /// <summary>Every visualizer that lacks what it needs or is there twice, and every option without effect; sentences for a
    /// person.</summary>
    /// <param name="request">What is asked for.</param>
    public static IEnumerable<string> Of(VisualizeRequest request)
    {
        var facts = request.Visualizers.Select(v => (v.Key, Facts: VisualizerFacts.Of(v.Value))).ToList();
        // Where pictures are measured, natural ones are found without being named.
        var hasImages = request.Dataset is not null || request.Metrics.Count > 0;
        return
        [
            .. facts.SelectMany(f => f.Facts.Missing(f.Key, hasImages, request.Subject is not null)),
            .. facts.CountBy(f => f.Key).Where(f => f.Value > 1).Select(f => $"--method '{f.Key}' is named {f.Value} times; name it once."),
            .. request.IsWhole && facts.Count > 0 ? WithoutEffect(request, [.. facts.Select(f => f.Facts)]) : [],
        ];
    }

    private static IEnumerable<string> WithoutEffect(VisualizeRequest request, IReadOnlyList<VisualizerFacts> facts)
    {
        if (request.Subject is not null && !facts.Any(f => f.Needs.HasFlag(Needs.Subject)))
            yield return "--image is for visualizers that imitate the response to a picture, and none of those named does; leave it out.";
        if (request.Pictures > 1 && !facts.Any(f => f.IsRandomized))
            yield return "--seeds is for visualizers that draw random numbers, and none of those named does; leave it out.";
        if (request.Others.Count > 0 && request.Metrics.Count > 0 && !request.Metrics.Any(m => m.Value.AsksOthers))
            yield return "--other-model is for metrics that ask other networks, and none of those named does; leave it out.";
        if (request.Dataset?.Limit is not null && request.Metrics.Count == 0 && !facts.Any(f => f.Needs.HasFlag(Needs.Images)))
            yield return "--limit is for visualizers and metrics that look at the dataset's images, and none of those named does; leave it "
                + "out.";
    }
}
