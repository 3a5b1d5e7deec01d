using MathNet.Numerics.LinearAlgebra;

namespace VisEval.Methods.Surrogate;

/// <summary>Weighted least squares over coalitions z ∈ {0,1}ⁿ, added up one by one in double precision, so that the samples need not be
/// held.</summary>
internal sealed class NormalEquations(int variables)
{
    private readonly double[] _products = new double[variables * variables];
    private readonly double[] _values = new double[variables];
    private readonly int[] _kept = new int[variables];
    private double _weight;
    private double _value;

    /// <summary>Adds the coalition z with weight π and value y.</summary>
    public void Add(ReadOnlySpan<bool> coalition, double weight, double value)
    {
        var count = 0;
        for (var i = 0; i < coalition.Length; i++)
            if (coalition[i])
                _kept[count++] = i;
        _weight += weight;
        _value += weight * value;
        for (var a = 0; a < count; a++)
        {
            _values[_kept[a]] += weight * value;
            var row = _products.AsSpan(_kept[a] * variables, variables);
            for (var b = 0; b < count; b++)
                row[_kept[b]] += weight;
        }
    }

    /// <summary>The coefficients β of min Σ π (y − β₀ − β·z)² + α |β|²; the intercept β₀ is free and not
    /// penalised.</summary>
    public double[] Ridge(double alpha)
    {
        // The weighted means are taken off first, which is what a free intercept amounts to.
        var matrix = Matrix<double>.Build.Dense(variables, variables, (i, j) =>
            Product(i, j) - Product(i, i) * Product(j, j) / _weight + (i == j ? alpha : 0));
        var right = Vector<double>.Build.Dense(variables, i => _values[i] - Product(i, i) * _value / _weight);
        return [.. matrix.Cholesky().Solve(right)];
    }

    /// <summary>The coefficients φ of min Σ π (y − φ·z)² with Σ φ = <paramref name="total"/>.</summary>
    /// <remarks>With A = Σ π z zᵀ and b = Σ π y z: φ = A⁻¹b + λ A⁻¹1, where λ makes the sum right.</remarks>
    public double[] WithSum(double total)
    {
        var factors = Matrix<double>.Build.Dense(variables, variables, Product).Cholesky();
        var free = factors.Solve(Vector<double>.Build.Dense(_values));
        var direction = factors.Solve(Vector<double>.Build.Dense(variables, 1.0));
        return [.. free + (total - free.Sum()) / direction.Sum() * direction];
    }

    // z is 0 or 1, so that z·z = z: the diagonal also holds the weighted sums of z.
    private double Product(int i, int j) => _products[i * variables + j];
}
