namespace VisEval.Core;

/// <summary>A partition of an image's pixels into superpixels, numbered 0…n−1 in the order in which a reader, row by row, first meets them.</summary>
public sealed class Segments
{
    private readonly int[] _labels;
    private readonly List<Run> _runs = [];

    private Segments(int[] labels, int count)
    {
        (_labels, Count) = (labels, count);
        var start = 0;
        for (var i = 1; i <= labels.Length; i++)
            if (i == labels.Length || labels[i] != labels[start])
            {
                _runs.Add(new Run(start, i - start, labels[start]));
                start = i;
            }
    }

    /// <summary>The number n of superpixels.</summary>
    public int Count { get; }

    /// <summary>The superpixel of every pixel, row by row.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Superpixels from labels of any kind: pixels with the same one belong together.</summary>
    public static Segments Of(ReadOnlySpan<int> labels)
    {
        var (numbers, result) = (new Dictionary<int, int>(), new int[labels.Length]);
        for (var i = 0; i < labels.Length; i++)
        {
            // Mostly the pixel to the left belongs to the same superpixel.
            if (i > 0 && labels[i] == labels[i - 1])
            {
                result[i] = result[i - 1];
                continue;
            }
            if (!numbers.TryGetValue(labels[i], out var number))
                numbers.Add(labels[i], number = numbers.Count);
            result[i] = number;
        }
        return new Segments(result, numbers.Count);
    }

    /// <summary>The image with every superpixel painted in its own mean colour, C·H·W values.</summary>
    public float[] Means(ReadOnlySpan<float> image)
    {
        var (result, counts) = (new float[image.Length], new int[Count]);
        foreach (var label in _labels)
            counts[label]++;
        for (var start = 0; start < image.Length; start += _labels.Length)
        {
            var sums = new double[Count];
            for (var i = 0; i < _labels.Length; i++)
                sums[_labels[i]] += image[start + i];
            for (var i = 0; i < _labels.Length; i++)
                result[start + i] = (float)(sums[_labels[i]] / counts[_labels[i]]);
        }
        return result;
    }

    /// <summary>The image where a superpixel is kept, the filling where it is not.</summary>
    public void Compose(ReadOnlySpan<bool> kept, ReadOnlySpan<float> image, ReadOnlySpan<float> fill, Span<float> destination)
    {
        for (var start = 0; start < image.Length; start += _labels.Length)
            foreach (var run in _runs)
            {
                var source = kept[run.Label] ? image : fill;
                source.Slice(start + run.Start, run.Length).CopyTo(destination[(start + run.Start)..]);
            }
    }

    /// <summary>A map that gives every pixel the value of its superpixel, H×W.</summary>
    public Tensor Paint(ReadOnlySpan<double> values, ImageSize size)
    {
        var map = Tensor.Zeros(size.Height, size.Width);
        for (var i = 0; i < _labels.Length; i++)
            map.Values[i] = (float)values[_labels[i]];
        return map;
    }

    private readonly record struct Run(int Start, int Length, int Label);
}
