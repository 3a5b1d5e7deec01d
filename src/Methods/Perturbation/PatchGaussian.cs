using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>A Gaussian over the l×l patches of images, each channel by itself: draws the k×k window of a patch given the pixels around
/// it.</summary>
/// <remarks>Its mean is the channel's, and the covariance of two pixels depends on their displacement d alone: r(d) = (1/HW) Σ_p (x_p −
/// μ)(x_{p+d} − μ) over the pixels p for which p+d lies in the image, the mean over the images. That is what the authors' covariance of
/// patches at random places is where every place is as likely; with a mean and a covariance for every place of the patch a window would be
/// known from its surroundings by heart where there are fewer patches than in thousands of images. Dividing by HW, however many pairs there
/// are, keeps the matrix positive; r(0)/10⁶ is added to its diagonal. Drawn values are cut to the range of the channel in the images.
/// With the surroundings s before the window w, Σ = L·Lᵀ and L = [L_ss 0; L_ws L_ww], a window is
/// μ + L_ws·L_ss⁻¹(x_s − μ) + L_ww·z, z ~ N(0, 1). A patch that would reach beyond the image is moved back into it.
/// Not for several threads at once.</remarks>
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
    /// <param name="samples">The images to estimate from, N×C×H×W; null for the image itself.</param>
    public PatchGaussian(float[] image, ImageSize size, int window, int patch, Tensor? samples = null)
    {
        _size = size;
        _window = (Math.Min(window, size.Height), Math.Min(window, size.Width));
        _patch = (Math.Min(patch, size.Height), Math.Min(patch, size.Width));
        _channels =
        [
            .. Enumerable.Range(0, size.Channels)
                .Select(c => new PatchStatistics(
                    image.AsSpan(c * size.Pixels, size.Pixels), Channel(samples ?? new Tensor(image, 1, image.Length), c), size, _patch)),
        ];
        _means = [.. Enumerable.Range(0, size.Channels).Select(_ => new double[_window.Height * _window.Width])];
    }

    private IReadOnlyList<ReadOnlyMemory<float>> Channel(Tensor images, int channel) =>
    [
        .. Enumerable.Range(0, images.BatchSize)
            .Select(i => (ReadOnlyMemory<float>)images.Values.AsMemory(i * _size.Length + channel * _size.Pixels, _size.Pixels)),
    ];

    /// <summary>The covariance of two pixels of a channel.</summary>
    public double Covariance(int channel, int rows, int columns) => _channels[channel].Covariance(rows, columns);

    /// <summary>Draws the window whose first pixel is in row <paramref name="top"/>, column <paramref name="left"/>, into a copy of the
    /// image.</summary>
    public void Draw(int top, int left, RandomSource random, Span<float> destination)
    {
        var (height, width) = _window;
        Span<double> noise = new double[height * width], deviation = new double[height * width];
        for (var c = 0; c < _size.Channels; c++)
        {
            var conditional = At(top, left, c);
            foreach (ref var z in noise)
                z = random.NextGaussian();
            conditional.Deviate(noise, deviation);
            for (var i = 0; i < noise.Length; i++)
            {
                var value = (float)(_means[c][i] + deviation[i]);
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
        private readonly LowerTriangle _factor;

        public Conditional(PatchStatistics channel, (int Height, int Width) patch, (int Height, int Width) window, int row, int column)
        {
            bool InWindow((int Y, int X) p) => p.Y >= row && p.Y < row + window.Height && p.X >= column && p.X < column + window.Width;
            var places = Enumerable.Range(0, patch.Height * patch.Width).Select(i => (Y: i / patch.Width, X: i % patch.Width)).ToArray();
            _around = [.. places.Where(p => !InWindow(p))];
            (int Y, int X)[] order = [.. _around, .. places.Where(InWindow)];
            _factor = new LowerTriangle(order.Length);
            // A channel of one colour has no deviation from its mean.
            var variance = channel.Covariance(0, 0);
            if (variance == 0)
                return;
            for (var j = 0; j < order.Length; j++)
            {
                var covariances = _factor.Column(j);
                for (var i = 0; i < covariances.Length; i++)
                    covariances[i] = channel.Covariance(order[j + i].Y - order[j].Y, order[j + i].X - order[j].X);
                covariances[0] += Ridge * variance;
            }
            _factor.Factorise();
        }

        /// <summary>Writes μ + L_ws·L_ss⁻¹(x_s − μ).</summary>
        public void Mean(PatchStatistics channel, int width, (int Top, int Left) patch, double[] mean)
        {
            // Of every row of L the product with what is solved so far.
            Span<double> products = new double[_factor.Size];
            for (var j = 0; j < _around.Length; j++)
            {
                var value = channel.Values[(patch.Top + _around[j].Y) * width + patch.Left + _around[j].X];
                var column = _factor.Column(j);
                var solved = column[0] == 0 ? 0 : (value - products[j]) / column[0];
                SpanMath.AddScaled(column, solved, products[j..]);
            }
            for (var i = 0; i < mean.Length; i++)
                mean[i] = channel.Mean + products[_around.Length + i];
        }

        /// <summary>Writes L_ww·z.</summary>
        public void Deviate(ReadOnlySpan<double> noise, Span<double> deviation)
        {
            deviation.Clear();
            for (var j = 0; j < noise.Length; j++)
                SpanMath.AddScaled(_factor.Column(_around.Length + j), noise[j], deviation[j..]);
        }
    }
}
