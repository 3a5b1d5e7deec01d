namespace VisEval.Metrics.Shared.Pictures;

/// <summary>How far two pictures lie apart in a layer.</summary>
internal static class FeatureDistance
{
    // Where all channels are zero there is no direction.
    private const double Epsilon = 1e-10;

    /// <summary>mean_p Σ_k (x̂_kp − ŷ_kp)², x̂ the channels of a place divided by their length; in [0, 4], 0 for the same
    /// (Zhang et al., 2018, without the weights they learned).</summary>
    /// <param name="x">K×P, channel by channel.</param>
    /// <param name="y">The same of the other picture.</param>
    /// <param name="places">P.</param>
    public static double Of(float[] x, float[] y, int places)
    {
        var sum = 0.0;
        for (var p = 0; p < places; p++)
        {
            var (lengthX, lengthY) = (Length(x, p, places), Length(y, p, places));
            for (var i = p; i < x.Length; i += places)
            {
                var difference = x[i] / lengthX - y[i] / lengthY;
                sum += difference * difference;
            }
        }
        return sum / places;
    }

    private static double Length(float[] values, int place, int places)
    {
        var sum = 0.0;
        for (var i = place; i < values.Length; i += places)
            sum += (double)values[i] * values[i];
        return Math.Sqrt(sum) + Epsilon;
    }
}
