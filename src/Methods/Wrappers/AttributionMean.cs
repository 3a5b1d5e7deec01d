using VisEval.Core;

namespace VisEval.Methods.Wrappers;

/// <summary>The mean of attributions of one shape, added up in double precision.</summary>
internal sealed class AttributionMean
{
    private Attribution? _first;
    private double[] _sum = [];
    private int _count;

    /// <summary>Takes one more into the mean.</summary>
    public void Add(Attribution attribution)
    {
        if (_first is null)
            (_first, _sum) = (attribution, new double[attribution.Values.Length]);
        SpanMath.AddScaled(attribution.Values.Values, 1, _sum);
        _count++;
    }

    /// <summary>The mean, reduced to a map as the attributions are.</summary>
    public Attribution Value => _first! with { Values = new Tensor(Array.ConvertAll(_sum, v => (float)(v / _count)), _first.Values.Shape) };
}
