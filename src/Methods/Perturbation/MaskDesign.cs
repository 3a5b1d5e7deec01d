using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>How the masks of a sensitivity analysis are spread over the cube [0, 1)^cells.</summary>
internal enum MaskDesign
{
    /// <summary>For every cell the pairs of its values in both matrices are a low-discrepancy set in the square; for a power of two of
    /// rows.</summary>
    Net,

    /// <summary>Two independent Latin hypercubes.</summary>
    LatinHypercube,

    /// <summary>Independent uniform values.</summary>
    Random,
}

/// <summary>Draws designs; matrices of n rows (masks) and a column a cell, row-major.</summary>
internal static class MaskDesigns
{
    /// <summary>The matrices A and B of replicated designs.</summary>
    /// <remarks>A total index compares f(A) with f(A with column i from B): what counts is how the pairs (A_i, B_i) fill the square, and
    /// that no two columns of A resemble each other. In n points of a digital sequence of many dimensions whole groups of columns share
    /// their first digits. So for <see cref="MaskDesign.Net"/> every cell has a set of its own: the Hammersley points k → (k/n,
    /// φ₂(k)), φ₂ the radical inverse, scrambled as by Owen (1995) — each binary digit is turned or not, by a coin for every
    /// beginning of a number — and in a random order of the rows. Every column is then a Latin hypercube.</remarks>
    public static (float[] A, float[] B) Replicated(this MaskDesign design, int rows, int columns, RandomSource random)
    {
        if (design == MaskDesign.LatinHypercube)
            return (LatinHypercube(rows, columns, random), LatinHypercube(rows, columns, random));
        if (design == MaskDesign.Random)
            return (Uniform(rows * columns, random), Uniform(rows * columns, random));
        var (a, b, order) = (new float[rows * columns], new float[rows * columns], Enumerable.Range(0, rows).ToArray());
        for (var c = 0; c < columns; c++)
        {
            random.Shuffle(order.AsSpan());
            var (first, second) = (new Scrambling(rows, random), new Scrambling(rows, random));
            for (var r = 0; r < rows; r++)
                (a[r * columns + c], b[r * columns + c]) = (first.Of(order[r], random), second.Of(second.Mirrored(order[r]), random));
        }
        return (a, b);
    }

    /// <summary>A Latin hypercube: each column has one value, uniform, in every one of the n intervals [k/n, (k+1)/n), in a random order
    /// (McKay et al., 1979).</summary>
    public static float[] LatinHypercube(int rows, int columns, RandomSource random)
    {
        var (values, order) = (new float[rows * columns], Enumerable.Range(0, rows).ToArray());
        for (var c = 0; c < columns; c++)
        {
            random.Shuffle(order.AsSpan());
            for (var r = 0; r < rows; r++)
                values[r * columns + c] = Within(order[r], rows, random);
        }
        return values;
    }

    private static float[] Uniform(int count, RandomSource random) =>
        [.. Enumerable.Range(0, count).Select(_ => Within(0, 1, random))];

    // A float may round up to the end of the interval, which belongs to the next one.
    private static float Within(int interval, int count, RandomSource random) =>
        MathF.Min((float)((interval + random.NextDouble()) / count), MathF.BitDecrement((interval + 1f) / count));

    // Turns the binary digits of 0…n−1; the coin of a digit depends on all digits before it.
    private sealed class Scrambling
    {
        private readonly bool[] _coins;
        private readonly int _digits;

        public Scrambling(int count, RandomSource random)
        {
            _digits = int.Log2(count);
            _coins = [.. Enumerable.Range(0, count).Select(_ => random.NextInt(2) == 1)];
        }

        public float Of(int number, RandomSource random)
        {
            var scrambled = 0;
            for (var digit = _digits - 1; digit >= 0; digit--)
                // A leading 1 makes beginnings of different lengths different numbers.
                scrambled = scrambled << 1 | (number >> digit & 1 ^ (_coins[1 << (_digits - 1 - digit) | number >> (digit + 1)] ? 1 : 0));
            return Within(scrambled, 1 << _digits, random);
        }

        public int Mirrored(int number)
        {
            var mirrored = 0;
            for (var digit = 0; digit < _digits; digit++)
                mirrored = mirrored << 1 | (number >> digit & 1);
            return mirrored;
        }
    }
}
