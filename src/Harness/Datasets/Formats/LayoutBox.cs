using System.Globalization;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Boxes of annotations: cut at the border of the picture.</summary>
internal static class LayoutBox
{
    /// <summary>The part of a box that lies on the picture; null where nothing does.</summary>
    /// <param name="x0">Left.</param>
    /// <param name="y0">Top.</param>
    /// <param name="x1">Right, exclusive.</param>
    /// <param name="y1">Bottom, exclusive.</param>
    /// <param name="size">Width and height of the picture; null where nothing states them.</param>
    public static IReadOnlyList<double>? Cut(double x0, double y0, double x1, double y1, (int Width, int Height)? size)
    {
        var (width, height) = size is var (w, h) ? ((double)w, (double)h) : (double.PositiveInfinity, double.PositiveInfinity);
        double[] cut = [Math.Max(0, x0), Math.Max(0, y0), Math.Min(width, x1), Math.Min(height, y1)];
        return cut[0] < cut[2] && cut[1] < cut[3] && cut.All(double.IsFinite) ? cut : null;
    }

    /// <summary>Why <see cref="Cut"/> leaves nothing of a box.</summary>
    /// <param name="box">Left, top, right, bottom.</param>
    /// <param name="size">Width and height of the picture.</param>
    public static string Fault(IReadOnlyList<double> box, (int Width, int Height) size)
    {
        var name = $"the box {Text(box)} (left, top, right, bottom)";
        return box[2] < box[0] || box[3] < box[1]
            ? $"{name} is turned round: its {(box[2] < box[0] ? "right end lies left of its left" : "bottom lies above its top")}"
            : box[2] == box[0] || box[3] == box[1] ? $"{name} is empty"
            : $"nothing of {name} lies in the picture of {size.Width}×{size.Height} pixels";
    }

    /// <summary>The numbers of a box for a sentence.</summary>
    public static string Text(IEnumerable<double> numbers) =>
        $"[{string.Join(", ", numbers.Select(n => n.ToString("0.##", CultureInfo.InvariantCulture)))}]";
}
