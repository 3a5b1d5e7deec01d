using System.Numerics;
using VisEval.Core;

namespace VisEval.Methods.Perturbation;

/// <summary>The smooth mask of extremal perturbations: parameters p_i on a grid, step s apart, become m(u) = Σ_i v_i·softmax_i(20·v), v_i =
/// k(‖u − u_i‖/σ)·p_i over the grid points around u — a maximum of bumps k(z) = exp(−2·max(z − ½, 0)²) that is smooth (Fong, Patrick and
/// Vedaldi, 2019).</summary>
/// <remarks>Around u lie (2r + 1)² points, r = 1 + ⌈σ/s⌉; those beyond the grid have p = 0 and count in the softmax. The mask has a margin
/// of round(σ) pixels before the image and about as much behind it, so that a region may be cut by the border. A row of pixels is computed
/// at once, in vectors. Parameters must lie in [0, 1].</remarks>
internal sealed class SmoothMask
{
    private const float Coldness = 20;

    // No vector is longer, so that rows of a multiple of it have no rest.
    private const int MostLanes = 16;

    private readonly int _step;
    private readonly int _radius;
    private readonly int _padding;
    private readonly int _margin;
    private readonly int _stride;
    private readonly (int Height, int Width) _image;

    // For every place of a pixel row in its step and every point around: the bump along a row of pixels.
    private readonly float[] _weights;

    public SmoothMask(int height, int width, int step, double sigma)
    {
        (_image, _step, _radius, _margin) = ((height, width), step, 1 + (int)Math.Ceiling(sigma / step), (int)Math.Round(sigma));
        // At least so much that the picture fits behind the margin, also where that is no multiple of the step.
        _padding = Math.Max(1 + (int)Math.Ceiling((_margin + sigma) / step), _radius + (_margin + 3 * step - 2) / (2 * step));
        (Rows, Columns) = ((height + step - 1) / step, (width + step - 1) / step);
        (Height, Width) = (Outer(Rows), Outer(Columns));
        _stride = (Width + MostLanes - 1) / MostLanes * MostLanes;
        _weights = Weights(sigma);
    }

    /// <summary>Rows of the grid.</summary>
    public int Rows { get; }

    /// <summary>Columns of the grid.</summary>
    public int Columns { get; }

    /// <summary>Rows of the mask, with its margin.</summary>
    public int Height { get; }

    /// <summary>Columns of the mask, with its margin.</summary>
    public int Width { get; }

    private int Around => 2 * _radius + 1;

    // A parameter reaches over one step of pixels; with the points around a row of pixels reaches so far.
    private int ExpandedWidth => _stride + _step * (Around - 1);

    private int Outer(int points) => _step * (points + 2 * _padding - 2 * _radius) - _step + 1;

    /// <summary>The number of exponentials of a mask: one a pixel and point around it.</summary>
    public long ExponentialCount => (long)Height * Around * Around * _stride;

    /// <summary>Writes the mask, rows × columns with its margin, and the denominators of the softmax, which <see cref="Transpose"/>
    /// reads.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="mask">Receives the mask.</param>
    /// <param name="denominators">Receives the denominators.</param>
    /// <param name="exponentials">Receives the exponentials, for <see cref="Transpose"/>; or empty, and there they are worked out
    /// again.</param>
    public void Generate(
        ReadOnlySpan<float> parameters, Span<float> mask, Span<float> denominators, Span<float> exponentials = default)
    {
        var (expanded, row) = (new float[ExpandedWidth], new float[_stride]);
        var denominator = new float[_stride];
        for (var y = 0; y < Height; y++)
        {
            Array.Clear(row);
            Array.Clear(denominator);
            for (var ky = 0; ky < Around; ky++)
                if (Expand(parameters, PointRow(y, ky), expanded))
                    for (var kx = 0; kx < Around; kx++)
                        Accumulate(expanded.AsSpan(kx * _step), WeightRow(y, ky, kx), row, denominator, Row(exponentials, y, ky, kx));
                else
                    AddAround(denominator);
            for (var x = 0; x < Width; x++)
                (mask[y * Width + x], denominators[y * Width + x]) = (row[x] / denominator[x], denominator[x]);
        }
    }

    /// <summary>Takes a derivative by the mask back to the parameters: ∂m/∂v_i = softmax_i·(1 + 20(v_i − m)).</summary>
    /// <param name="parameters">The parameters of the mask.</param>
    /// <param name="mask">The mask they gave.</param>
    /// <param name="denominators">And its denominators.</param>
    /// <param name="maskGradient">The derivative by the mask.</param>
    /// <param name="gradient">The derivative by the parameters; overwritten.</param>
    /// <param name="exponentials">The exponentials of the mask, or empty.</param>
    public void Transpose(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> mask, ReadOnlySpan<float> denominators,
        ReadOnlySpan<float> maskGradient, Span<float> gradient, Span<float> exponentials = default)
    {
        var (expanded, sums) = (new float[ExpandedWidth], new float[Rows * ExpandedWidth]);
        var (row, scaled) = (new float[_stride], new float[_stride]);
        for (var y = 0; y < Height; y++)
        {
            mask.Slice(y * Width, Width).CopyTo(row);
            for (var x = 0; x < Width; x++)
                scaled[x] = maskGradient[y * Width + x] / denominators[y * Width + x];
            for (var ky = 0; ky < Around; ky++)
            {
                var point = PointRow(y, ky);
                if (point < 0 || point >= Rows)
                    continue;
                // Of a row of zeros no exponentials were kept.
                var known = Expand(parameters, point, expanded) ? exponentials : default;
                for (var kx = 0; kx < Around; kx++)
                    AccumulateBack(
                        expanded.AsSpan(kx * _step), WeightRow(y, ky, kx), row, scaled, Row(known, y, ky, kx),
                        sums.AsSpan(point * ExpandedWidth + kx * _step));
            }
        }
        for (var i = 0; i < gradient.Length; i++)
        {
            var sum = 0.0;
            foreach (var value in sums.AsSpan(i / Columns * ExpandedWidth + (i % Columns + _padding) * _step, _step))
                sum += value;
            gradient[i] = (float)sum;
        }
    }

    /// <summary>Copies the part of the mask that lies on the image, H·W values.</summary>
    public void Crop(ReadOnlySpan<float> mask, Span<float> inner)
    {
        for (var y = 0; y < _image.Height; y++)
            mask.Slice((y + _margin) * Width + _margin, _image.Width).CopyTo(inner[(y * _image.Width)..]);
    }

    /// <summary>Adds weight · a value for every pixel of the image to those of the whole mask; the adjoint of <see cref="Crop"/>.</summary>
    public void AddInner(ReadOnlySpan<float> inner, float weight, Span<float> mask)
    {
        for (var y = 0; y < _image.Height; y++)
            for (var x = 0; x < _image.Width; x++)
                mask[(y + _margin) * Width + _margin + x] += weight * inner[y * _image.Width + x];
    }

    private int PointRow(int y, int ky) => y / _step + ky - _padding;

    private ReadOnlySpan<float> WeightRow(int y, int ky, int kx) =>
        _weights.AsSpan(((y % _step * Around + ky) * Around + kx) * _stride, _stride);

    private Span<float> Row(Span<float> exponentials, int y, int ky, int kx) =>
        exponentials.IsEmpty ? default : exponentials.Slice(((y * Around + ky) * Around + kx) * _stride, _stride);

    // Every parameter of a row of points over its step of pixels; false if all are 0.
    private bool Expand(ReadOnlySpan<float> parameters, int point, float[] expanded)
    {
        if (point < 0 || point >= Rows)
            return false;
        var row = parameters.Slice(point * Columns, Columns);
        Array.Clear(expanded);
        for (var i = 0; i < Columns; i++)
            expanded.AsSpan((i + _padding) * _step, _step).Fill(row[i]);
        return row.ContainsAnyExcept(0);
    }

    private static void Accumulate(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> weights, Span<float> sum, Span<float> denominator, Span<float> exponentials)
    {
        parameters = parameters[..sum.Length];
        weights = weights[..sum.Length];
        denominator = denominator[..sum.Length];
        for (var i = 0; i < sum.Length; i += Vector<float>.Count)
        {
            var value = Lanes.At(weights, i) * Lanes.At(parameters, i);
            var exponential = Vector.Exp(value * Coldness);
            Lanes.Set(sum, i, Lanes.At<float>(sum, i) + value * exponential);
            Lanes.Set(denominator, i, Lanes.At<float>(denominator, i) + exponential);
            if (!exponentials.IsEmpty)
                exponential.CopyTo(exponentials[i..]);
        }
    }

    private static void AccumulateBack(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> weights, ReadOnlySpan<float> mask, ReadOnlySpan<float> scaled,
        ReadOnlySpan<float> exponentials, Span<float> sum)
    {
        parameters = parameters[..mask.Length];
        weights = weights[..mask.Length];
        scaled = scaled[..mask.Length];
        sum = sum[..mask.Length];
        for (var i = 0; i < mask.Length; i += Vector<float>.Count)
        {
            var weight = Lanes.At(weights, i);
            var value = weight * Lanes.At(parameters, i);
            var exponential = exponentials.IsEmpty ? Vector.Exp(value * Coldness) : new Vector<float>(exponentials[i..]);
            var slope = exponential * (Vector<float>.One + (value - Lanes.At(mask, i)) * Coldness);
            Lanes.Set(sum, i, Lanes.At<float>(sum, i) + Lanes.At(scaled, i) * slope * weight);
        }
    }

    // A whole row of points without a value: exp(0) for each.
    private void AddAround(Span<float> denominator)
    {
        foreach (ref var value in denominator)
            value += Around;
    }

    private float[] Weights(double sigma)
    {
        var weights = new float[_step * Around * Around * _stride];
        for (var i = 0; i < weights.Length; i++)
        {
            var (x, kx, ky, phase) = (i % _stride, i / _stride % Around, i / _stride / Around % Around, i / _stride / Around / Around);
            // From the point to the pixel; the margin is before both.
            var down = phase - _margin - _step * (ky - _padding);
            var right = x % _step - _margin - _step * (kx - _padding);
            var beyond = Math.Max(Math.Sqrt((double)down * down + (double)right * right) / sigma - 0.5, 0);
            weights[i] = (float)Math.Exp(-2 * beyond * beyond);
        }
        return weights;
    }
}
