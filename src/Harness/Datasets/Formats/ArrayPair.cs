using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>An array of pictures and what is said of them.</summary>
/// <param name="Pictures">The pictures.</param>
/// <param name="Labels">Their labels, or null.</param>
/// <param name="Masks">Their masks, or null.</param>
/// <param name="Split"><c>train</c>, <c>test</c>; empty where there is one array of pictures.</param>
internal sealed record ArrayPair(ArrayEntry Pictures, ArrayEntry? Labels, ArrayEntry? Masks, string Split)
{
    private static readonly string[] PictureWords = ["images", "image", "imgs", "data", "x"];
    private static readonly string[] LabelWords = ["labels", "label", "targets", "target", "y"];
    private static readonly string[] MaskWords = ["masks", "mask", "segmentations"];

    /// <summary>The pairs among some arrays, by their names; two arrays without such names are taken by their shapes.</summary>
    public static IReadOnlyList<ArrayPair> Of(IReadOnlyList<ArrayEntry> arrays)
    {
        var pictures = arrays.Where(a => a.Rank is 3 or 4 && SplitOf(a.Name, PictureWords) is not null).ToList();
        if (pictures.Count == 0 && arrays.Where(a => a.Rank is 3 or 4).ToList() is [var only])
            return [new ArrayPair(only, arrays.Where(a => a.Rank is 1 or 2).ToList() is [var labels] ? labels : null, null, "")];
        return
        [
            .. pictures.Select(p =>
            {
                var split = SplitOf(p.Name, PictureWords);
                ArrayEntry? With(string[] words) => arrays.FirstOrDefault(a => a != p && SplitOf(a.Name, words) == split);
                return new ArrayPair(p, With(LabelWords), With(MaskWords), pictures.Count > 1 ? split! : "");
            }),
        ];
    }

    /// <summary>How the pixels lie; null where the shape is none of pictures.</summary>
    public PixelLayout? Layout => Pictures.Header.Type is not { IsWhole: true } type ? null : Pictures.Header.Shape switch
    {
        [_, > 0 and var height, > 0 and var width] => new PixelLayout(height, width, 1, false, type.Size, type.IsSigned),
        [_, > 0 and var height, > 0 and var width, (1 or 3 or 4) and var channels] =>
            new PixelLayout(height, width, channels, false, type.Size, type.IsSigned),
        [_, (1 or 3) and var channels, > 0 and var height, > 0 and var width] =>
            new PixelLayout(height, width, channels, true, type.Size, type.IsSigned),
        _ => null,
    };

    /// <summary>The labels of every picture; null where there are none that can be used.</summary>
    /// <param name="problems">Where problems go.</param>
    public IReadOnlyList<IReadOnlyList<int>>? ReadLabels(List<string> problems)
    {
        if (Labels is not { } labels)
        {
            problems.Add($"{Pictures.File}: there are no labels of {Pictures.Name}; the images have none.");
            return null;
        }
        if (labels.Rank is not (1 or 2) || labels[0] != Pictures[0])
            throw new InputException($"{labels.File}: {labels.Name} has the shape ({string.Join(", ", labels.Header.Shape)}); labels of "
                + $"{Pictures.Name} are {Pictures[0]}, {Pictures[0]}×1, or {Pictures[0]}×K of 0 and 1.");
        var (values, each) = (labels.Values(), labels.Rank == 2 ? labels[1] : 1);
        var wrong = Array.FindIndex(values, v => v != Math.Floor(v) || v is < 0 or > 99_999 || (each > 1 && v > 1));
        if (wrong >= 0)
            throw new InputException($"{labels.File}: {labels.Name} holds {values[wrong]} for picture {wrong / each}; "
                + (each > 1 ? "of several values a picture each is 0 or 1." : "a label is a class index, 0 to 99999."));
        return
        [
            .. values.Chunk(each).Select(row => (IReadOnlyList<int>)(each == 1
                ? [(int)row[0]]
                : [.. Enumerable.Range(0, each).Where(c => row[c] == 1)])),
        ];
    }

    // What is left of a name without one of the words; null where it has none: x_train and train_images are both "train".
    private static string? SplitOf(string name, string[] words)
    {
        var parts = name.ToLowerInvariant().Split('_');
        return parts.Any(words.Contains) ? string.Join('_', parts.Where(p => !words.Contains(p))) : null;
    }
}
