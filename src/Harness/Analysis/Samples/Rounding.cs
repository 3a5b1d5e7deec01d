namespace VisEval.Harness.Analysis.Samples;

/// <summary>Equal values summed in another order differ by rounding; that is neither a difference nor a better rank.</summary>
internal static class Rounding
{
    /// <summary>The decimals to which values are compared.</summary>
    public const int Decimals = 12;

    /// <summary>The difference up to which values are equal.</summary>
    public const double Tolerance = 1e-12;

    /// <summary>A value as it is ranked.</summary>
    public static double? Of(double? value) => value is { } v ? Math.Round(v, Decimals) : null;
}
