using System.Numerics;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Resizes pictures exactly as Pillow does, so that networks trained on such pictures see the same bytes.</summary>
/// <remarks>Columns first, then rows; each pass is rounded to the picture's own bits. An axis that keeps its length is left alone. Of
/// pictures with transparency the colours are weighted by it, except where nothing is averaged.</remarks>
internal static class Resampling
{
    private const int WithAlpha = 4;

    /// <summary>The picture at another size.</summary>
    public static Raster<T> Resize<T>(Raster<T> picture, int width, int height, Interpolation interpolation)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if ((width, height) == (picture.Width, picture.Height))
            return picture;
        var (columns, rows) = (interpolation.Taps(picture.Width, width), interpolation.Taps(picture.Height, height));
        var isWeighted = picture.Channels == WithAlpha && columns.Concat(rows).Any(tap => tap.Weights.Length > 1);
        if (isWeighted)
            picture = picture.Premultiplied();
        var values = picture.Values;
        if (width != picture.Width)
            values = Pass(values, picture.Height, picture.Width, picture.Channels, columns);
        if (height != picture.Height)
            values = Pass(values, 1, picture.Height, width * picture.Channels, rows);
        var resized = new Raster<T>(values, width, height, picture.Channels);
        return isWeighted ? resized.Unmultiplied() : resized;
    }

    // One axis of length items, each a block of stride values; outer such axes.
    private static T[] Pass<T>(T[] source, int outer, int length, int stride, Tap[] taps) where T : struct, IBinaryInteger<T>
    {
        var result = new T[outer * taps.Length * stride];
        for (var o = 0; o < outer; o++)
            for (var i = 0; i < taps.Length; i++)
            {
                var (first, weights) = taps[i];
                var (from, to) = ((o * length + first) * stride, (o * taps.Length + i) * stride);
                for (var k = 0; k < stride; k++)
                    result[to + k] = Sum(source, from + k, stride, weights);
            }
        return result;
    }

    private static T Sum<T>(T[] values, int start, int stride, int[] weights) where T : struct, IBinaryInteger<T>
    {
        var sum = 1L << (Interpolation.Precision - 1);
        for (var i = 0; i < weights.Length; i++)
            sum += long.CreateTruncating(values[start + i * stride]) * weights[i];
        return T.CreateSaturating(sum >> Interpolation.Precision);
    }
}
