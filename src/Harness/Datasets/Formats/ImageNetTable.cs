using System.Globalization;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A box of ImageNet.</summary>
/// <param name="Synset">Its class.</param>
/// <param name="Corners">xmin, ymin, xmax, ymax from 0, both ends inside; null where they are no numbers.</param>
internal sealed record ImageNetBox(string Synset, double[]? Corners);

/// <summary>Kaggle's table of boxes: an image a row, "SYNSET xmin ymin xmax ymax" repeated in its second field.</summary>
internal static class ImageNetTable
{
    private const int Words = 5;

    /// <summary>The boxes by the name of the image; empty where there is no such file.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="Core.InputException">It is no such table.</exception>
    public static Dictionary<string, IReadOnlyList<ImageNetBox>> Read(string path)
    {
        var boxes = new Dictionary<string, IReadOnlyList<ImageNetBox>>();
        if (File.Exists(path))
            foreach (var row in CsvText.Read(InputFile.Read(path), ["ImageId", "PredictionString"], path))
                boxes[row[0]] =
                [
                    .. row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(Words)
                        .Select(words => new ImageNetBox(words[0], Corners(words[1..]))),
                ];
        return boxes;
    }

    private static double[]? Corners(string[] words)
    {
        double[] corners =
        [
            .. words.Select(
                w => double.TryParse(w, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN),
        ];
        return corners.Length == Words - 1 && corners.All(double.IsFinite) ? corners : null;
    }
}
