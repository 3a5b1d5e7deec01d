namespace VisEval.Harness.Statistics;
/// <summary>tmp</summary>
public static class Power
{
    /// <summary>tmp</summary>
    public static int LeastImages(int tests, double alpha = 0.05) => Math.Max(5, (int)Math.Ceiling(Math.Log2(Math.Max(1, tests) / alpha) - 1e-9));
    /// <summary>tmp</summary>
    public static double? DetectableGain(IReadOnlyList<double> parts) => null;
}
