using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;

namespace VisEval.Methods.Shared.Layers;

/// <summary>The projection of a layer's places on the direction in which they are strongest: M·v, M the hw×K matrix, v its first right
/// singular vector.</summary>
/// <remarks>By the eigenvector of the smaller of MMᵀ and MᵀM, in double precision. The sign is made so that the map's sum is not
/// negative; of a centred map, which sums to 0, so that its entry of largest magnitude (the first of several) is positive; of a kernel's
/// map so that it is positive where the sum of the channels is large (which entry is the largest depends on the unit of the layer there).
/// Where the two largest singular values are equal, every direction of a plane is as strong: one of them is given, always the same for the
/// same values, but no other machine need choose it.</remarks>
internal static class PrincipalMap
{
    /// <summary>M·v, h×w; zeros for a layer of zeros.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="planes">Its K·h·w values, or others of that shape.</param>
    /// <param name="center">Whether the mean of every channel is subtracted first.</param>
    public static Tensor Of(SpatialLayer layer, ReadOnlySpan<float> planes, bool center)
    {
        var rows = Centred(layer, planes, center);
        var map = layer.Plane <= layer.Channels
            ? FromPlaces(Gram(rows, layer.Channels, layer.Plane), layer.Plane)
            : FromChannels(rows, layer);
        return Signed(map, layer, center ? 0 : map.Sum());
    }

    /// <summary>The same after a kernel has taken the places to another space: √λ·u, λ and u the largest eigenvalue and its vector of
    /// the kernel matrix of the centred places, itself centred (Schölkopf et al., 1998).</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="planes">Its K·h·w values.</param>
    /// <param name="kernel">The kernel of two places from their scalar products ⟨x, y⟩, ⟨x, x⟩ and ⟨y, y⟩.</param>
    public static Tensor OfKernel(SpatialLayer layer, ReadOnlySpan<float> planes, Func<double, double, double, double> kernel)
    {
        var (size, products) = (layer.Plane, Gram(Centred(layer, planes, center: true), layer.Channels, layer.Plane));
        var (matrix, means) = (new double[products.Length], new double[size]);
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                matrix[i * size + j] = kernel(products[i * size + j], products[i * size + i], products[j * size + j]);
                means[i] += matrix[i * size + j] / size;
            }
        var mean = means.Average();
        for (var i = 0; i < matrix.Length; i++)
            matrix[i] += mean - means[i / size] - means[i % size];
        var map = FromPlaces(matrix, size);
        return Signed(map, layer, Activity(planes, map));
    }

    // Σ over places of the map times the sum of the channels: whether the map is positive where the layer is active.
    private static double Activity(ReadOnlySpan<float> planes, double[] map)
    {
        var (sum, size) = (0.0, 0.0);
        for (var i = 0; i < planes.Length; i++)
        {
            sum += planes[i] * map[i % map.Length];
            size += Math.Abs(planes[i] * map[i % map.Length]);
        }
        // What only rounding leaves has no sign.
        return Math.Abs(sum) > 1e-9 * size ? sum : 0;
    }

    private static Tensor Signed(double[] map, SpatialLayer layer, double sum)
    {
        var decisive = sum != 0 ? sum : map.MaxBy(Math.Abs);
        return new Tensor(Array.ConvertAll(map, v => (float)(decisive < 0 ? -v : v)), layer.Height, layer.Width);
    }

    // M·v = σ·u, and MMᵀ·u = σ²·u.
    private static double[] FromPlaces(double[] gram, int places)
    {
        var (value, vector) = Strongest(gram, places);
        return Array.ConvertAll(vector, u => Math.Sqrt(Math.Max(value, 0)) * u);
    }

    private static double[] FromChannels(double[] rows, SpatialLayer layer)
    {
        var columns = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            columns[i % layer.Plane * layer.Channels + i / layer.Plane] = rows[i];
        var (_, direction) = Strongest(Gram(columns, layer.Plane, layer.Channels), layer.Channels);
        var map = new double[layer.Plane];
        for (var i = 0; i < rows.Length; i++)
            map[i % map.Length] += rows[i] * direction[i / map.Length];
        return map;
    }

    private static (double Value, double[] Vector) Strongest(double[] gram, int size)
    {
        // A matrix that is not finite has no eigenvectors; the map is then not finite either.
        if (!double.IsFinite(gram.Sum()))
            return (1, [.. Enumerable.Repeat(double.NaN, size)]);
        var eigen = Matrix<double>.Build.Dense(size, size, gram).Evd(Symmetricity.Symmetric);
        return (eigen.EigenValues[size - 1].Real, eigen.EigenVectors.Column(size - 1).ToArray());
    }

    // Σ_rows rowᵀ·row, size×size.
    private static double[] Gram(double[] rows, int count, int size)
    {
        var gram = new double[size * size];
        for (var r = 0; r < count; r++)
        {
            var row = rows.AsSpan(r * size, size);
            for (var i = 0; i < size; i++)
                if (row[i] != 0)
                    SpanMath.AddScaled(row, row[i], gram.AsSpan(i * size, size));
        }
        return gram;
    }

    private static double[] Centred(SpatialLayer layer, ReadOnlySpan<float> planes, bool center)
    {
        var rows = new double[planes.Length];
        for (var k = 0; k < layer.Channels; k++)
        {
            var plane = planes.Slice(k * layer.Plane, layer.Plane);
            var mean = 0.0;
            if (center)
            {
                foreach (var value in plane)
                    mean += value;
                mean /= plane.Length;
            }
            for (var i = 0; i < plane.Length; i++)
                rows[k * layer.Plane + i] = plane[i] - mean;
        }
        return rows;
    }
}
