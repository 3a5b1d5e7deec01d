using VisEval.Core;

namespace VisEval.Methods.Backpropagation;

/// <summary>The path of guided integrated gradients, and the integral of the gradient along it; in double precision.</summary>
internal sealed class GuidedPath
{
    // Distances this small, relative to the whole way, are rounding.
    private const double Rounding = 1e-9;

    private readonly double[] _start;
    private readonly double[] _way;
    private readonly double _length;
    private readonly double[] _here;
    private readonly double[] _goal;
    private readonly double[] _integral;
    private readonly float[] _magnitudes;
    private readonly float[] _sorted;
    private readonly int _group;
    private readonly double _maxDistance;

    /// <summary>A path that stands at its start.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="fraction">The part of all values that moves together.</param>
    /// <param name="maxDistance">How far a value may be from the straight line, as a part of its way.</param>
    public GuidedPath(float[] start, float[] end, double fraction, double maxDistance)
    {
        _start = Array.ConvertAll(start, v => (double)v);
        _way = [.. start.Zip(end, (from, to) => (double)to - from)];
        _length = _way.Sum(Math.Abs);
        _here = (double[])_start.Clone();
        (_goal, _integral) = (new double[start.Length], new double[start.Length]);
        (_magnitudes, _sorted) = (new float[start.Length], new float[start.Length]);
        _group = (int)(fraction * (start.Length - 1)) + 1;
        _maxDistance = maxDistance;
    }

    /// <summary>Where the path stands.</summary>
    public void CopyTo(Span<float> destination)
    {
        for (var i = 0; i < _here.Length; i++)
            destination[i] = (float)_here[i];
    }

    /// <summary>Σ gradient ⊙ move over all moves so far.</summary>
    public float[] Integral() => Array.ConvertAll(_integral, v => (float)v);

    /// <summary>Goes on until the L1 distance to the end is (1 − alpha) times the whole.</summary>
    /// <param name="gradient">The gradient where the path stands.</param>
    /// <param name="alpha">How much of the way is to be done, at most 1.</param>
    public void Advance(float[] gradient, double alpha)
    {
        var missing = CatchUp(gradient, alpha) - (1 - alpha) * _length;
        for (var i = 0; i < _here.Length; i++)
        {
            _goal[i] = _start[i] + Math.Min(alpha + _maxDistance, 1) * _way[i];
            _magnitudes[i] = Open(i) && !float.IsNaN(gradient[i]) ? MathF.Abs(gradient[i]) : float.PositiveInfinity;
        }
        if (missing > Rounding * _length)
        {
            _magnitudes.CopyTo(_sorted, 0);
            FloatOrder.Sort(_sorted);
        }
        // What has moved is closed, so that the smallest values that are left follow those.
        for (var closed = 0; missing > Rounding * _length;)
        {
            var threshold = closed + _group <= _sorted.Length ? _sorted[closed + _group - 1] : float.PositiveInfinity;
            while (closed < _sorted.Length && _sorted[closed] <= threshold)
                closed++;
            var reach = 0.0;
            for (var i = 0; i < _here.Length; i++)
                if (Selected(i, threshold))
                    reach += Math.Abs(_goal[i] - _here[i]);
            if (reach == 0)
                return;
            var part = Math.Min(missing / reach, 1);
            for (var i = 0; i < _here.Length; i++)
                if (Selected(i, threshold))
                {
                    Move(i, part == 1 ? _goal[i] : _here[i] + part * (_goal[i] - _here[i]), gradient);
                    _magnitudes[i] = float.PositiveInfinity;
                }
            missing = part < 1 ? 0 : missing - reach;
        }
    }

    // Brings values that are too far behind the straight line up to the bound; gives the distance to the end.
    private double CatchUp(float[] gradient, double alpha)
    {
        var (least, distance) = (Math.Max(alpha - _maxDistance, 0), 0.0);
        for (var i = 0; i < _here.Length; i++)
        {
            if (Math.Abs(_here[i] - _start[i]) < least * Math.Abs(_way[i]))
                Move(i, _start[i] + least * _way[i], gradient);
            distance += Math.Abs(_start[i] + _way[i] - _here[i]);
        }
        return distance;
    }

    private bool Open(int i) => _here[i] != _goal[i];

    private bool Selected(int i, float threshold) => _magnitudes[i] <= threshold && !float.IsPositiveInfinity(_magnitudes[i]);

    private void Move(int i, double to, float[] gradient)
    {
        _integral[i] += (to - _here[i]) * gradient[i];
        _here[i] = to;
    }
}
