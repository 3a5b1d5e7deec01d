using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>How an image is taken apart along the ranking of its map. Equal removals of one explanation run the model once,
/// whichever metrics ask.</summary>
/// <param name="Fill">What stands where something is missing.</param>
/// <param name="Points">Where the curve is looked at.</param>
/// <param name="Ties">The order among elements of equal value.</param>
/// <param name="TieOrders">The number of drawn orders that stand for the expectation over orders, see <see cref="TieChoices"/>.</param>
/// <param name="LeastFirst">Whether the least salient come first: the order of the most salient, read backwards.</param>
/// <param name="Inserts">Whether elements are put into the fill rather than taken out of the image.</param>
/// <param name="Elements">What is an element.</param>
/// <param name="Region">The side of square regions that are ranked by their sum and replaced whole, those at the right and lower border
/// cut; 0: single elements.</param>
/// <param name="Draws">The number of fills drawn and averaged, where the fill is drawn.</param>
/// <param name="Last">The last point that is looked at.</param>
/// <param name="Magnitudes">Whether single elements are ranked by their absolute values.</param>
internal sealed record Perturbation(
    PixelFill Fill,
    CurvePoints Points,
    TieOrder Ties = TieOrder.Stable,
    int TieOrders = 10,
    bool LeastFirst = false,
    bool Inserts = false,
    Elements Elements = Elements.Pixels,
    int Region = 0,
    int Draws = 1,
    int Last = int.MaxValue,
    bool Magnitudes = false)
{
    private sealed record OrderKey(bool ValuesApart, int Region, bool Magnitudes, TieOrder Ties);

    private sealed record FillKey(PixelFill Fill, int Draw);

    private sealed record FilledKey(FillKey Fill);

    private sealed record CurveKey(OrderKey Order, FillKey Fill, bool FromLeast, string Counts, int TieOrders);

    /// <summary>Whether the map gives an order: finite, and not the same for all that is ranked.</summary>
    public CellState StateOf(IMetricContext context) =>
        context.Map.State is { IsOk: false } state ? state : Ranked(context, KeyOf(context, TieOrder.Stable)).State;

    /// <summary>The score at every point, the mean over orders of ties and draws of the fill; positions are shares of
    /// the elements.</summary>
    public PerturbationCurve Curve(IMetricContext context, TargetScore score)
    {
        var key = OrderOf(context);
        var ranked = Ranked(context, key);
        int[] taken = [.. Points.Counts(ranked.Values).Take((int)Math.Min(Last + 1L, int.MaxValue))];
        // Putting in the most salient first passes through the images of taking out the least salient first, from the other end.
        var fromLeast = LeastFirst != Inserts;
        var way = fromLeast ? ranked.Backwards : ranked;
        int[] removed = Inserts ? [.. taken.Reverse().Select(c => ranked.Pieces - c)] : taken;
        var choices = new TieChoices(way, TieOrders, context.SharedSeed.For("ties"));
        IReadOnlyList<Replacement>[] images =
            [.. removed.Select(pieces => Ties == TieOrder.Expected ? choices.Of(pieces) : [new Replacement(way.Count(pieces), [])])];
        var orders = Ties == TieOrder.Expected && removed.Any(choices.Parts) ? TieOrders : 0;

        var values = new double[removed.Length];
        var draws = Fill == PixelFill.Noise ? Draws : 1;
        for (var draw = 0; draw < draws; draw++)
        {
            var fill = new FillKey(Fill, draw);
            var outputs = context.Share(
                new CurveKey(key, fill, fromLeast, CurvePoints.Text(removed), orders),
                () => Run(context, fill, way.Order, [.. images.SelectMany(i => i)], key.ValuesApart)).Of(score);
            for (var (point, next) = (0, 0); point < values.Length; next += images[point++].Count)
                values[point] += outputs.AsSpan(next, images[point].Count).ToArray().Average() / draws;
        }
        var all = (double)way.Order.Length;
        return Inserts
            ? new PerturbationCurve([.. removed.Reverse().Select(pieces => (all - way.Count(pieces)) / all)], [.. values.Reverse()])
            : new PerturbationCurve([.. removed.Select(pieces => way.Count(pieces) / all)], values);
    }

    // Both ends of a curve belong to many curves: the image itself, and the fill.
    private static TargetOutputs Run(IMetricContext context, FillKey fill, int[] order, Replacement[] images, bool valuesApart)
    {
        var outputs = new TargetOutputs(images.Length);
        var filling = context.ShareForImage(fill, () => PixelFills.For(context, fill.Fill, fill.Draw));
        bool IsBetween(Replacement image) => image.Others.Length > 0 || (image.First > 0 && image.First < order.Length);
        var between = PerturbationPath.Outputs(
            context.Model, context.Image, filling, order, [.. images.Where(IsBetween)], context.Target, valuesApart);
        for (var (i, next) = (0, 0); i < images.Length; i++)
            if (IsBetween(images[i]))
                outputs.Set(i, between, next++);
            else
                outputs.Set(i, TargetOutput.Of(End(images[i]), 0, context.Target), context.Target);
        return outputs;

        ClassScores End(Replacement image) =>
            image.First == 0 ? context.Output : context.ShareForImage(new FilledKey(fill), () => context.Model.Predict(filling));
    }

    // Where nothing ties every order is the same one, and is shared as such; the expectation starts from one order.
    private OrderKey OrderOf(IMetricContext context)
    {
        var stable = KeyOf(context, TieOrder.Stable);
        return Ties is TieOrder.Stable or TieOrder.Expected || !Ranked(context, stable).HasTies ? stable : stable with { Ties = Ties };
    }

    private OrderKey KeyOf(IMetricContext context, TieOrder ties) =>
        new(RankedElements.AreValuesApart(context, Elements), Region, Magnitudes, ties);

    private static RankedElements Ranked(IMetricContext context, OrderKey key) => context.Share(key, () =>
    {
        var seed = context.SharedSeed.For("ties");
        return key.Region > 0
            ? RankedElements.OfRegions(context.Map, key.Region, key.Ties, seed)
            : RankedElements.Of(ValuesOf(context, key), key.Ties, seed);
    });

    private static float[] ValuesOf(IMetricContext context, OrderKey key)
    {
        var values = key.ValuesApart ? RankedElements.ValuesOf(context) : context.Map.Values;
        return key.Magnitudes ? Array.ConvertAll(values, MathF.Abs) : values;
    }
}

/// <summary>A curve along a removal.</summary>
/// <param name="Positions">The share of the elements at each point, from 0.</param>
/// <param name="Values">The score there.</param>
internal sealed record PerturbationCurve(double[] Positions, double[] Values);
