using System.Runtime.CompilerServices;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>Step curves of many images, whose sum over any draw of the images is followed from jump to jump.</summary>
internal sealed class StepCurveSum
{
    private readonly double[] _first;
    private readonly double[] _positions;
    private readonly double[] _rises;
    private readonly int[] _images;

    /// <summary>Of one curve an image.</summary>
    public StepCurveSum(IReadOnlyList<Curve> curves)
    {
        _first = [.. curves.Select(c => c.Y[0])];
        var jumps = new List<(double At, double Rise, int Image)>();
        for (var image = 0; image < curves.Count; image++)
            for (var i = 1; i < curves[image].X.Count; i++)
                if (curves[image].Y[i] - curves[image].Y[i - 1] is not 0 and var rise)
                    jumps.Add((curves[image].X[i], rise, image));
        var sorted = jumps.OrderBy(j => j.At).ToList();
        _positions = [.. sorted.Select(j => j.At)];
        _rises = [.. sorted.Select(j => j.Rise)];
        _images = [.. sorted.Select(j => j.Image)];
    }

    /// <summary>The largest value of the mean of the drawn curves, over all positions.</summary>
    /// <param name="times">How often each image is drawn.</param>
    /// <param name="count">The sum of these.</param>
    public double LargestMean(ReadOnlySpan<int> times, int count) => Largest(times, count).Mean;

    /// <summary>The largest value of the mean of the drawn curves and the first position that has it.</summary>
    /// <param name="times">How often each image is drawn.</param>
    /// <param name="count">The sum of these.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Mean, double At) Largest(ReadOnlySpan<int> times, int count)
    {
        var sum = 0.0;
        for (var image = 0; image < _first.Length; image++)
            sum += times[image] * _first[image];
        // A value holds up to the next jump, which belongs to it.
        var (largest, at) = (sum, _positions.Length > 0 ? _positions[0] : 1);
        for (var i = 0; i < _positions.Length;)
        {
            // Curves that jump at the same place do so together.
            for (var here = _positions[i]; i < _positions.Length && _positions[i] == here; i++)
                sum += times[_images[i]] * _rises[i];
            if (sum > largest)
                (largest, at) = (sum, i < _positions.Length ? _positions[i] : 1);
        }
        return (largest / count, at);
    }

    /// <summary>The mean of the drawn curves at a position.</summary>
    /// <param name="times">How often each image is drawn.</param>
    /// <param name="count">The sum of these.</param>
    /// <param name="position">The position, in [0, 1].</param>
    public double MeanAt(ReadOnlySpan<int> times, int count, double position)
    {
        var sum = 0.0;
        for (var image = 0; image < _first.Length; image++)
            sum += times[image] * _first[image];
        for (var i = 0; i < _positions.Length && _positions[i] < position; i++)
            sum += times[_images[i]] * _rises[i];
        return sum / count;
    }
}
