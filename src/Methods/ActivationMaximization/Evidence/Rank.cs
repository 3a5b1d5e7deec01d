using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Objectives;

namespace VisEval.Methods.ActivationMaximization.Evidence;

/// <summary>Which end of an order.</summary>
[About("Which images: those of the highest response, or of the lowest.")]
public enum RankEnd
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

/// <summary>Orders natural images by a unit's response; only what is kept of each is held.</summary>
internal static class Rank
{
    // As many images at once as the engine takes.
    private const int AtOnce = 32;

    /// <summary>The images of the highest or lowest response, that one first; of equal ones the first.</summary>
    /// <param name="task">The task.</param>
    /// <param name="end">Which end.</param>
    /// <param name="count">How many.</param>
    public static IReadOnlyList<Ranked> ByResponse(VisualizationTask task, RankEnd end, int count)
    {
        var response = new UnitResponse(task.Model, task.Unit);
        return Ordered(task, end, count, inputs => [.. response.Measure(inputs).Select(value => (value, 0))]);
    }

    /// <summary>The same by the highest (lowest) value of the unit's channel at any place; the place of a neuron is its own.</summary>
    public static IReadOnlyList<Ranked> ByPlace(VisualizationTask task, RankEnd end, int count)
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

    private static IReadOnlyList<Ranked> Ordered(
        VisualizationTask task, RankEnd end, int count, Func<Tensor, IReadOnlyList<(double Value, int Place)>> measure)
    {
        var (images, ranked) = (task.Images!, new List<Ranked>());
        for (var start = 0; start < images.Count; start += AtOnce)
        {
            var batch = images.Batch(start, Math.Min(AtOnce, images.Count - start));
            ranked.AddRange(measure(task.Space.ToInput(batch)).Select((m, i) => new Ranked(start + i, m.Value, m.Place)));
        }
        var sign = end == RankEnd.Highest ? -1 : 1;
        // What is not a number is neither high nor low.
        return [.. ranked.Where(r => !double.IsNaN(r.Value)).OrderBy(r => sign * r.Value).ThenBy(r => r.Image).Take(count)];
    }
}
