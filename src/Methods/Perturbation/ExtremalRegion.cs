using VisEval.Core;
using VisEval.Methods.Shared.Optimization;

namespace VisEval.Methods.Perturbation;

/// <summary>The mask of one area in extremal perturbations, and its optimisation.</summary>
internal sealed class ExtremalRegion
{
    private const double Momentum = 0.9;

    // 8 MB; those of larger masks are worked out twice.
    private const int MostExponentials = 1 << 21;

    private readonly SmoothMask _form;
    private readonly BlurPyramid _pyramid;
    private readonly ImageSize _size;
    private readonly AreaPenalty _penalty;
    private readonly MomentumDescent _descent;
    private readonly float[] _gradient;
    private readonly float[] _mask;
    private readonly float[] _denominators;
    private readonly float[] _maskGradient;
    private readonly float[] _inner;
    private readonly float[] _innerGradient;
    private readonly float[] _exponentials;

    public ExtremalRegion(SmoothMask form, BlurPyramid pyramid, ImageSize size, double area, double rate)
    {
        var count = form.Height * form.Width;
        (_form, _pyramid, _size, _penalty) = (form, pyramid, size, new AreaPenalty(count, area));
        Parameters = [.. Enumerable.Repeat(1f, form.Rows * form.Columns)];
        (_gradient, _descent) = (new float[Parameters.Length], new MomentumDescent(Parameters.Length, rate, Momentum, Momentum));
        (_mask, _denominators, _maskGradient) = (new float[count], new float[count], new float[count]);
        (_inner, _innerGradient) = (new float[size.Pixels], new float[size.Pixels]);
        _exponentials = form.ExponentialCount <= MostExponentials ? new float[form.ExponentialCount] : [];
    }

    public float[] Parameters { get; }

    /// <summary>The share of the picture and its margin that the mask keeps.</summary>
    public double Kept => _mask.Average();

    /// <summary>Makes the image that the mask leaves.</summary>
    public void Show(Span<float> image, bool mirrored)
    {
        Generate();
        _pyramid.Apply(_inner, image);
        if (mirrored)
            Reverse(image);
    }

    /// <summary>A step uphill, given ∂f_c by the image shown.</summary>
    public void Improve(Span<float> imageGradient, bool mirrored, double penalty)
    {
        if (mirrored)
            Reverse(imageGradient);
        _descent.Step(Parameters, Descent(imageGradient, penalty));
        foreach (ref var parameter in Parameters.AsSpan())
            parameter = Math.Clamp(parameter, 0, 1);
    }

    /// <summary>The derivative of λ·penalty − f_c by the parameters.</summary>
    public ReadOnlySpan<float> Descent(ReadOnlySpan<float> imageGradient, double penalty)
    {
        _pyramid.Transpose(_inner, imageGradient, _innerGradient);
        Array.Clear(_maskGradient);
        _form.AddInner(_innerGradient, -1, _maskGradient);
        _penalty.AddGradient(_mask, penalty, _maskGradient);
        _form.Transpose(Parameters, _mask, _denominators, _maskGradient, _gradient, _exponentials);
        return _gradient;
    }

    /// <summary>λ·penalty of the mask shown.</summary>
    public double Cost(double penalty) => penalty * _penalty.Value(_mask);

    /// <summary>Adds the mask to a sum of H·W values.</summary>
    public void AddTo(Span<float> sum)
    {
        Generate();
        for (var i = 0; i < sum.Length; i++)
            sum[i] += _inner[i];
    }

    private void Generate()
    {
        _form.Generate(Parameters, _mask, _denominators, _exponentials);
        _form.Crop(_mask, _inner);
    }

    private void Reverse(Span<float> image)
    {
        for (var start = 0; start < image.Length; start += _size.Width)
            image.Slice(start, _size.Width).Reverse();
    }
}
