using VisEval.Core;

namespace VisEval.Metrics.Shared.Ranks;

/// <summary>Elements of an image in the order of their saliency, cut into pieces that go whole: single elements, or regions.</summary>
/// <param name="Order">Indices of pixels or values, piece after piece.</param>
/// <param name="Values">The value of each piece, in order.</param>
/// <param name="Ends">How many elements there are up to the end of each piece; null where every element is a piece.</param>
internal sealed record RankedElements(int[] Order, float[] Values, int[]? Ends)
{
    private RankedElements? _backwards;

    /// <summary>The same order read backwards; the elements within a piece stay as they are.</summary>
    public RankedElements Backwards => _backwards ??= Read();

    /// <summary>The number of pieces.</summary>
    public int Pieces => Values.Length;

    /// <summary>Whether two pieces have the same value.</summary>
    public bool HasTies
    {
        get
        {
            for (var i = 1; i < Pieces; i++)
                if (Values[i] == Values[i - 1])
                    return true;
            return false;
        }
    }

    /// <summary>Whether there is an order at all: some piece differs from another.</summary>
    public CellState State => Values[0] == Values[^1] ? CellState.Degenerate("constant") : CellState.Ok;

    /// <summary>Elements by their own values, the largest first.</summary>
    public static RankedElements Of(float[] values, TieOrder ties, Seed seed)
    {
        var order = Ranking.Descending(values, ties, seed);
        return new RankedElements(order, Array.ConvertAll(order, i => values[i]), null);
    }

    /// <summary>Pixels by the sum of the map over their square region, the largest first; regions at the right and lower border
    /// are cut.</summary>
    public static RankedElements OfRegions(SaliencyMap map, int side, TieOrder ties, Seed seed)
    {
        var members = Squares.Of(map.Height, map.Width, side);
        var ranks = Dense([.. members.Select(m => m.Sum(i => (double)map.Values[i]))]);
        var ranked = Ranking.Descending(ranks, ties, seed);
        var ends = new int[ranked.Length];
        for (var (k, end) = (0, 0); k < ranked.Length; k++)
            ends[k] = end += members[ranked[k]].Length;
        return new RankedElements([.. ranked.SelectMany(r => members[r])], Array.ConvertAll(ranked, r => ranks[r]), ends);
    }

    /// <summary>The value of every entry of C×H×W: of the attribution where it has channels, else of the map at each channel.</summary>
    public static float[] ValuesOf(IMetricContext context) => HasOwnValues(context)
        ? context.Attribution.Values.Values
        : Repeat(context.Map.Values, context.Image.Shape[1]);

    /// <summary>Whether the elements of an explanation are the entries of C×H×W, not pixels.</summary>
    public static bool AreValuesApart(IMetricContext context, Elements elements) =>
        elements == Elements.Values || (elements == Elements.OwnValues && HasOwnValues(context));

    /// <summary>The number of elements in the first pieces.</summary>
    public int Count(int pieces) => Ends is null || pieces == 0 ? pieces : Ends[pieces - 1];

    /// <summary>The elements of one piece.</summary>
    public ReadOnlySpan<int> Piece(int piece) => Order.AsSpan(Count(piece)..Count(piece + 1));

    private static bool HasOwnValues(IMetricContext context) =>
        context.Attribution.Values.Rank == 3 && context.Attribution.Values.Shape.SequenceEqual(context.Image.Shape[1..]);

    private static float[] Repeat(float[] values, int times)
    {
        var repeated = new float[times * values.Length];
        for (var i = 0; i < times; i++)
            values.CopyTo(repeated, i * values.Length);
        return repeated;
    }

    private RankedElements Read()
    {
        var order = new int[Order.Length];
        var ends = new int[Pieces];
        for (var (piece, end) = (0, 0); piece < Pieces; piece++)
        {
            var elements = Piece(Pieces - 1 - piece);
            elements.CopyTo(order.AsSpan(end));
            ends[piece] = end += elements.Length;
        }
        return new RankedElements(order, [.. Values.Reverse()], Ends is null ? null : ends);
    }

    // Different sums may be equal in single precision; their places among the distinct sums are not.
    private static float[] Dense(double[] sums)
    {
        double[] different = [.. sums.Distinct().Order()];
        return Array.ConvertAll(sums, sum => (float)Array.BinarySearch(different, sum));
    }
}
