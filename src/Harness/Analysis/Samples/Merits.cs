using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>One number of one method by explanation, turned so that more is better.</summary>
/// <param name="Values">By explanation; NaN where there is none.</param>
/// <param name="Applies">By explanation, whether there is one or should be: the metric and the method apply, and nothing but a failure or a
/// degenerate map stands in the way.</param>
internal sealed record Merits(double[] Values, bool[] Applies)
{
    /// <summary>Of the rows of one method and number.</summary>
    public static Merits Of(NumberRows rows, ScoreInfo score, Explanations explanations)
    {
        var merits = new Merits(new double[explanations.Count], new bool[explanations.Count]);
        Array.Fill(merits.Values, double.NaN);
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, place) = (rows[i], rows.PlaceOf(i));
            merits.Applies[place] = !row.State.IsUndefined;
            if (row is { State.IsOk: true, Value: { } value })
                merits.Values[place] = score.Merit(value);
        }
        return merits;
    }

    /// <summary>Whether there is any number.</summary>
    public bool HasAny => Array.Exists(Values, v => !double.IsNaN(v));

    /// <summary>Missing values replaced by others, where the number applies.</summary>
    public Merits Filled(double value) => !LacksBeside(this) ? this : this with
    {
        Values = [.. Values.Select((v, i) => double.IsNaN(v) && Applies[i] ? value : v)],
    };

    /// <summary>Whether the number applies to any explanation on a network.</summary>
    public bool AppliesTo(Explanations explanations, int network) =>
        Enumerable.Range(0, Applies.Length).Any(i => Applies[i] && explanations.NetworkOf[i] == network);

    /// <summary>By image, the mean over its explanations on a network; null where there is none.</summary>
    public double?[] ByImage(Explanations explanations, int network)
    {
        var (sums, counts) = (new double[explanations.Images.Count], new int[explanations.Images.Count]);
        for (var i = 0; i < Values.Length; i++)
            if (explanations.NetworkOf[i] == network && !double.IsNaN(Values[i]))
            {
                sums[explanations.ImageOf[i]] += Values[i];
                counts[explanations.ImageOf[i]]++;
            }
        return [.. sums.Select((s, i) => counts[i] > 0 ? s / counts[i] : (double?)null)];
    }

    /// <summary>Whether a value is missing where it applies to both.</summary>
    public bool LacksBeside(Merits other)
    {
        for (var i = 0; i < Values.Length; i++)
            if (double.IsNaN(Values[i]) && Applies[i] && other.Applies[i])
                return true;
        return false;
    }
}
