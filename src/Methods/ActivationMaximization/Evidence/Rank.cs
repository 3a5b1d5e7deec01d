using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;

namespace VisEval.Methods.ActivationMaximization.Evidence;

/// <summary>Which end of an order.</summary>
[About("Which images: those of the highest response, or of the lowest.")]
internal enum RankEnd
{
    /// <summary>The highest.</summary>
    Highest,

    /// <summary>The lowest.</summary>
    Lowest,
}

/// <summary>An image among others.</summary>
/// <param name="Image">Its number.</param>
/// <param name="Value">The response.</param>
/// <param name="Place">The place of the layer that it is the response of, row by row; 0 where there are none.</param>
internal readonly record struct Ranked(int Image, double Value, int Place);

/// <summary>Images at one end of an order.</summary>
/// <param name="Images">The images, the outermost first; at least one.</param>
/// <param name="PassedOver">How many have no finite response, and so no rank.</param>
/// <param name="All">How many there are.</param>
internal sealed record Ranking(IReadOnlyList<Ranked> Images, int PassedOver, int All)
{
    /// <summary>That some have no rank, a sentence; null where all have.</summary>
    public string? Remark => PassedOver == 0
        ? null
        : FormattableString.Invariant(
            $"{PassedOver} of {All} natural pictures are passed over: the unit's response to them is not finite.");
}

/// <summary>Orders natural images by a unit's response; only what is kept of each is held.</summary>
internal static class Rank
{
    // As many images at once as the engine takes.
    private const int AtOnce = 32;

    /// <summary>The images of the highest or lowest response, that one first; of equal ones the first.</summary>
    /// <param name="task">The task.</param>
    /// <param name="end">Which end.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="NotApplicableException">No response is finite.</exception>
    public static Ranking ByResponse(VisualizationTask task, RankEnd end, int count)
    {
        var response = new UnitResponse(task.Model, task.Unit);
        return Ordered(task, end, count, inputs => [.. response.Measure(inputs).Select(value => (value, 0))]);
    }

    /// <summary>The same by the highest (lowest) value of the unit's channel at any place; the place of a neuron is its own.</summary>
    public static Ranking ByPlace(VisualizationTask task, RankEnd end, int count)
    {
        var unit = task.Unit;
        if (unit.IsClass || unit.Layout is not { } layout)
            return ByResponse(task, end, count);
        return Ordered(task, end, count, inputs =>
        {
            var values = task.Model.Activations(inputs, [unit.Tensor!])[0];
            return
            [
                .. Enumerable.Range(0, inputs.BatchSize).Select(i =>
                {
                    var channel = UnitResponse.ChannelOf(unit, values.Item(i));
                    var place = unit.Place is { } at ? at.Y * layout.Width + at.X : Extreme(channel, end);
                    return ((double)channel[place], place);
                }),
            ];
        });
    }

    private static int Extreme(float[] values, RankEnd end)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
            if (end == RankEnd.Highest ? values[i] > values[best] : values[i] < values[best])
                best = i;
        return best;
    }

    private static Ranking Ordered(
        VisualizationTask task, RankEnd end, int count, Func<Tensor, IReadOnlyList<(double Value, int Place)>> measure)
    {
        var (images, ranked) = (task.Images!, new List<Ranked>());
        for (var start = 0; start < images.Count; start += AtOnce)
        {
            var batch = images.Batch(start, Math.Min(AtOnce, images.Count - start));
            ranked.AddRange(measure(task.Space.ToInput(batch)).Select((m, i) => new Ranked(start + i, m.Value, m.Place)));
        }
        var sign = end == RankEnd.Highest ? -1 : 1;
        // What is not finite is neither high nor low.
        List<Ranked> finite = [.. ranked.Where(r => double.IsFinite(r.Value))];
        return finite.Count == 0 && ranked.Count > 0
            ? throw new NotApplicableException(
                "response-not-finite", $"The unit's response to none of the {ranked.Count} natural pictures is finite.")
            : new Ranking(
                [.. finite.OrderBy(r => sign * r.Value).ThenBy(r => r.Image).Take(count)], ranked.Count - finite.Count, ranked.Count);
    }
}
