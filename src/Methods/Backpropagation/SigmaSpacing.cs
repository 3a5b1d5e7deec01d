namespace VisEval.Methods.Backpropagation;

/// <summary>Where the n widths of a path of blurs lie between 0 and σ_max.</summary>
internal enum SigmaSpacing
{
    /// <summary>σ_i = σ_max · i/n: equal steps of the width.</summary>
    Linear,

    /// <summary>σ_i = σ_max · √(i/n): equal steps of the variance, so most points lie at strong blurs.</summary>
    Sqrt,
}

/// <summary>The widths.</summary>
internal static class SigmaSpacingExtensions
{
    /// <summary>σ_0 = 0, …, σ_n = σ_max.</summary>
    public static double[] Sigmas(this SigmaSpacing spacing, double maximum, int steps) =>
    [
        .. Enumerable.Range(0, steps + 1).Select(i => (double)i / steps).Select(part => maximum * spacing switch
        {
            SigmaSpacing.Linear => part,
            SigmaSpacing.Sqrt => Math.Sqrt(part),
            _ => throw new ArgumentOutOfRangeException(nameof(spacing), spacing, "Not a spacing."),
        }),
    ];
}
