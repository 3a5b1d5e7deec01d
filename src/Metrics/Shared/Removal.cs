namespace VisEval.Metrics.Shared;

/// <summary>What is ranked and substituted at once.</summary>
public enum Elements
{
    /// <summary>A pixel in all its channels, by the map.</summary>
    Pixels,

    /// <summary>Every value of C×H×W by itself; a map of one value a pixel counts for each of its channels.</summary>
    Values,
}

/// <summary>How an image is taken apart along the ranking of its map. Equal removals of one explanation run the model once, whichever metrics ask.</summary>
/// <param name="Fill">What stands where something is missing.</param>
/// <param name="Points">Where the curve is looked at.</param>
/// <param name="Ties">The order among elements of equal value.</param>
/// <param name="TieOrders">The number of drawn orders that stand for the expectation over orders.</param>
/// <param name="LeastFirst">Whether the least salient come first: the order of the most salient, read backwards.</param>
/// <param name="Inserts">Whether elements are put into the fill rather than taken out of the image.</param>
/// <param name="Elements">What is an element.</param>
/// <param name="Region">The side of square regions that are ranked by their sum and substituted whole, those at the right and lower border cut; 0: single elements.</param>
/// <param name="Draws">The number of fills drawn and averaged, where the fill is drawn.</param>
/// <param name="Last">The last point that is looked at.</param>
/// <param name="Magnitudes">Whether single elements are ranked by their absolute values.</param>
public sealed record Removal(
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
    private sealed record OrderKey(Elements Elements, int Region, bool Magnitudes, TieOrder Ties, int Order);

    private sealed record FillKey(PixelFill Fill, int Draw);

    private sealed record CurveKey(OrderKey Order, FillKey Fill, bool LeastFirst, string Counts);

    /// <summary>The score at every point, the mean over orders of ties and draws of the fill; positions are shares of the elements.</summary>
    public RemovalCurve Curve(IMetricContext context, TargetScore score)
    {
        var orders = OrderOf(context) == TieOrder.Expected ? TieOrders : 1;
        var draws = Fill == PixelFill.Noise ? Draws : 1;
        double[]? sum = null;
        double[] positions = [];
        for (var order = 0; order < orders; order++)
            for (var draw = 0; draw < draws; draw++)
            {
                var (counts, all, outputs) = Outputs(context, order, draw);
                positions = [.. counts.Select(c => (double)c / all)];
                var values = outputs.Of(score);
                sum = sum is null ? values : [.. sum.Zip(values, (a, b) => a + b)];
            }
        return new RemovalCurve(positions, [.. sum!.Select(s => s / (orders * draws))]);
    }

    /// <summary>The number of elements taken or put in at each point, the number of all, and what the model says there.</summary>
    /// <param name="context">The explanation.</param>
    /// <param name="tieOrder">Which drawn order of ties.</param>
    /// <param name="draw">Which drawn fill.</param>
    public (int[] Counts, int All, TargetOutputs Outputs) Outputs(IMetricContext context, int tieOrder = 0, int draw = 0)
    {
        var orderKey = new OrderKey(Elements, Region, Magnitudes, OrderOf(context), tieOrder);
        var ranked = Ranked(context, orderKey);
        int[] counts = [.. ranked.Counts(Points, LeastFirst).Take((int)Math.Min(Last + 1L, int.MaxValue))];
        // Putting in the most salient first passes through the images of taking out the least salient first, from the other end.
        var removed = Inserts ? [.. counts.Reverse().Select(c => ranked.Order.Length - c)] : counts;
        var leastFirst = LeastFirst != Inserts;
        var fillKey = new FillKey(Fill, Fill == PixelFill.Noise ? draw : 0);
        var outputs = context.Share(
            new CurveKey(orderKey, fillKey, leastFirst, CurvePoints.Text(removed)),
            () => SubstitutionCurve.Outputs(
                context.Model, context.Image, context.ShareForImage(fillKey, () => Shared.Fill.For(context, Fill, draw)),
                leastFirst ? ranked.Reversed : ranked.Order, removed, context.Target, Elements == Elements.Values));
        return (counts, ranked.Order.Length, Inserts ? outputs.Reversed : outputs);
    }

    // Where nothing ties every order is the same one, and is shared as such.
    private TieOrder OrderOf(IMetricContext context) =>
        Ties == TieOrder.Stable || !Ranked(context, new OrderKey(Elements, Region, Magnitudes, TieOrder.Stable, 0)).HasTies ? TieOrder.Stable : Ties;

    private static RankedElements Ranked(IMetricContext context, OrderKey key) => context.Share(key, () =>
    {
        var ties = key.Ties == TieOrder.Expected ? TieOrder.Random : key.Ties;
        var seed = context.SharedSeed.For("ties").For(key.Order);
        return key.Region > 0
            ? RankedElements.OfRegions(context.Map, key.Region, ties, seed)
            : RankedElements.Of(ValuesOf(context, key), ties, seed);
    });

    private static float[] ValuesOf(IMetricContext context, OrderKey key)
    {
        var values = key.Elements == Elements.Values ? RankedElements.ValuesOf(context) : context.Map.Values;
        return key.Magnitudes ? Array.ConvertAll(values, MathF.Abs) : values;
    }
}

/// <summary>A curve along a removal.</summary>
/// <param name="Positions">The share of the elements at each point, from 0.</param>
/// <param name="Values">The score there.</param>
public sealed record RemovalCurve(double[] Positions, double[] Values);
