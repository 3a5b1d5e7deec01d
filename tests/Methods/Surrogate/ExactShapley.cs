using System.Numerics;

namespace VisEval.Tests.Methods.Surrogate;

/// <summary>Shapley values by their definition, over all 2ⁿ coalitions.</summary>
internal static class ExactShapley
{
    /// <summary>φ_i = Σ_{S∌i} |S|!·(n − |S| − 1)!/n! · (v(S ∪ i) − v(S)).</summary>
    public static double[] Of(int players, Func<bool[], double> value)
    {
        double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
        var values = Enumerable.Range(0, 1 << players)
            .Select(set => value([.. Enumerable.Range(0, players).Select(i => (set >> i & 1) == 1)])).ToArray();
        var result = new double[players];
        for (var set = 0; set < values.Length; set++)
            for (var i = 0; i < players; i++)
                if ((set >> i & 1) == 0)
                {
                    var size = BitOperations.PopCount((uint)set);
                    result[i] += Factorial(size) * Factorial(players - size - 1) / Factorial(players)
                        * (values[set | 1 << i] - values[set]);
                }
        return result;
    }
}
