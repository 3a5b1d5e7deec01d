using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>The mean, at every pixel, of the values of the windows that cover it, added up in double precision.</summary>
internal sealed class WindowMean(ImageSize size)
{
    private readonly double[] _sum = new double[size.Pixels];
    private readonly int[] _count = new int[size.Pixels];

    /// <summary>A distance between windows with which every pixel is covered.</summary>
    /// <exception cref="InputException">The distance is larger than the window.</exception>
    public static int CheckedStride(int stride, int window, string method) => stride <= window
        ? stride
        : throw new InputException(
            $"{method}: stride={stride} is larger than window={window}, so that some pixels would be covered by no window; "
            + $"stride must be from 1 to {window}.");

    /// <summary>Adds the value of a window; the part beyond the border of the image is ignored.</summary>
    /// <param name="top">The first row.</param>
    /// <param name="left">The first column.</param>
    /// <param name="side">The number of rows and columns.</param>
    /// <param name="value">The value.</param>
    public void Add(int top, int left, int side, double value)
    {
        for (var y = top; y < Math.Min(top + side, size.Height); y++)
            for (var x = left; x < Math.Min(left + side, size.Width); x++)
            {
                _sum[y * size.Width + x] += value;
                _count[y * size.Width + x]++;
            }
    }

    /// <summary>The means, H×W.</summary>
    public Tensor Map()
    {
        var map = Tensor.Zeros(size.Height, size.Width);
        for (var i = 0; i < _sum.Length; i++)
            map.Values[i] = (float)(_sum[i] / _count[i]);
        return map;
    }
}
