using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>A Gaussian over the l×l patches of one image, each channel by itself: draws the k×k window of a patch given the pixels around
/// it.</summary>
/// <remarks>Its mean is the channel's, and the covariance of two pixels depends on their displacement d alone: r(d) = (1/HW) Σ_p (x_p −
/// μ)(x_{p+d} − μ) over the pixels p for which p+d lies in the image. A mean and a covariance for every place of the patch, as they are
/// estimated from many training images, would need more patches than one image has: the window would be known from its surroundings by
/// heart. Dividing by HW, however many pairs there are, keeps the matrix positive; r(0)/10⁶ is added to its diagonal. Drawn values are cut
/// to the range of the channel. With the surroundings s before the window w, Σ = L·Lᵀ and L = [L_ss 0; L_ws L_ww], a window is μ +
/// L_ws·L_ss⁻¹(x_s − μ) + L_ww·z, z ~ N(0, 1). A patch that would reach beyond the image is moved back into it. Not for several threads at
/// once.</remarks>
internal sealed class PatchGaussian
{
    private const double Ridge = 1e-6;

    private readonly ImageSize _size;
    private readonly (int Height, int Width) _window;
    private readonly (int Height, int Width) _patch;
    private readonly PatchStatistics[] _channels;
    private readonly Dictionary<(int, int, int), Conditional> _conditionals = [];
    private readonly double[][] _means;
    private (int, int)? _meansAt;

    /// <summary>Estimates the covariances.</summary>
    /// <param name="image">The image, C·H·W values.</param>
    /// <param name="size">Its size.</param>
    /// <param name="window">k; at most the image's side counts.</param>
    /// <param name="patch">l, at least k; at most the image's side counts.</param>
    public PatchGaussian(float[] image, ImageSize size, int window, int patch)
    {
        _size = size;
        _window = (Math.Min(window, size.Height), Math.Min(window, size.Width));
        _patch = (Math.Min(patch, size.Height), Math.Min(patch, size.Width));
        _channels =
        [
            .. Enumerable.Range(0, size.Channels)
                .Select(c => new PatchStatistics(image.AsSpan(c * size.Pixels, size.Pixels), size, _patch)),
        ];
        _means = [.. Enumerable.Range(0, size.Channels).Select(_ => new double[_window.Height * _window.Width])];
    }

    /// <summary>The covariance of two pixels of a channel.</summary>
    public double Covariance(int channel, int rows, int columns) => _channels[channel].Covariance(rows, columns);

    /// <summary>Draws the window whose first pixel is in row <paramref name="top"/>, column <paramref name="left"/>, into a copy of the
    /// image.</summary>
    public void Draw(int top, int left, RandomSource random, Span<float> destination)
    {
        var (height, width) = _window;
        Span<double> noise = new double[height * width];
        for (var c = 0; c < _size.Channels; c++)
        {
            var conditional = At(top, left, c);
            foreach (ref var z in noise)
                z = random.NextGaussian();
            for (var i = 0; i < noise.Length; i++)
            {
                var value = (float)(_means[c][i] + conditional.Deviation(i, noise));
                var at = (c * _size.Height + top + i / width) * _size.Width + left + i % width;
                destination[at] = Math.Clamp(value, _channels[c].Minimum, _channels[c].Maximum);
            }
        }
    }

    // The distribution depends on where the window lies in its patch; the mean of the last window is kept for its other draws.
    private Conditional At(int top, int left, int channel)
    {
        var first = (
            Top: Start(top, _window.Height, _patch.Height, _size.Height),
            Left: Start(left, _window.Width, _patch.Width, _size.Width));
        if (_meansAt != (top, left))
        {
            for (var c = 0; c < _size.Channels; c++)
                Of(top - first.Top, left - first.Left, c).Mean(_channels[c], _size.Width, first, _means[c]);
            _meansAt = (top, left);
        }
        return Of(top - first.Top, left - first.Left, channel);
    }

    private static int Start(int window, int windowSide, int patchSide, int side) =>
        Math.Clamp(window - (patchSide - windowSide) / 2, 0, side - patchSide);

    private Conditional Of(int row, int column, int channel)
    {
        if (!_conditionals.TryGetValue((row, column, channel), out var conditional))
            _conditionals[(row, column, channel)] = conditional = new Conditional(_channels[channel], _patch, _window, row, column);
        return conditional;
    }

    private sealed class Conditional
    {
        private readonly (int Y, int X)[] _around;
        private readonly double[,] _factor;

        public Conditional(PatchStatistics channel, (int Height, int Width) patch, (int Height, int Width) window, int row, int column)
        {
            bool InWindow((int Y, int X) p) => p.Y >= row && p.Y < row + window.Height && p.X >= column && p.X < column + window.Width;
            var places = Enumerable.Range(0, patch.Height * patch.Width).Select(i => (Y: i / patch.Width, X: i % patch.Width)).ToArray();
            _around = [.. places.Where(p => !InWindow(p))];
            (int Y, int X)[] order = [.. _around, .. places.Where(InWindow)];
            // A channel of one colour has no deviation from its mean.
            var variance = channel.Covariance(0, 0);
            _factor = variance == 0
                ? new double[order.Length, order.Length]
                : Matrix<double>.Build.Dense(order.Length, order.Length, (i, j) =>
                        channel.Covariance(order[i].Y - order[j].Y, order[i].X - order[j].X) + (i == j ? Ridge * variance : 0))
                    .Cholesky().Factor.ToArray();
        }

        /// <summary>Writes μ + L_ws·L_ss⁻¹(x_s − μ).</summary>
        public void Mean(PatchStatistics channel, int width, (int Top, int Left) patch, double[] mean)
        {
            var solved = new double[_around.Length];
            for (var i = 0; i < solved.Length; i++)
            {
                var value = channel.Values[(patch.Top + _around[i].Y) * width + patch.Left + _around[i].X];
                solved[i] = _factor[i, i] == 0 ? 0 : (value - Product(i, solved, 0, i)) / _factor[i, i];
            }
            for (var i = 0; i < mean.Length; i++)
                mean[i] = channel.Mean + Product(solved.Length + i, solved, 0, solved.Length);
        }

        /// <summary>Value <paramref name="i"/> of L_ww·z.</summary>
        public double Deviation(int i, ReadOnlySpan<double> noise) => Product(_around.Length + i, noise, _around.Length, i + 1);

        private double Product(int row, ReadOnlySpan<double> values, int firstColumn, int count)
        {
            var sum = 0.0;
            for (var j = 0; j < count; j++)
                sum += _factor[row, firstColumn + j] * values[j];
            return sum;
        }
    }
}
