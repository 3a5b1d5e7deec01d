using System.Globalization;
using VisEval.Harness.Input;

namespace VisEval.Harness.Results;

/// <summary>The list beside an array of maps, a line for each: <c>ID</c>, or <c>ID@CLASS</c>. <c>explain --dataset</c> writes it, and
/// <c>run --maps</c> reads it, so that no map is taken for one of another image or class.</summary>
internal static class MapList
{
    private const char BeforeClass = '@';

    /// <summary>What the list of an array is called behind the array's name and a dot.</summary>
    public const string Name = "images.txt";

    /// <summary>The list of an array that has a name of its own.</summary>
    public static string Of(string array) => Path.ChangeExtension(array, Name);

    /// <summary>The lines for maps.</summary>
    public static string Text(IEnumerable<(string Image, int Class)> maps) => string.Concat(
        maps.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Image}{BeforeClass}{m.Class}\n")));

    /// <summary>Image and class of every line that is not empty.</summary>
    /// <param name="path">The list.</param>
    /// <param name="images">The ids of all images.</param>
    /// <exception cref="Core.InputException">It cannot be read.</exception>
    public static IReadOnlyList<(string Image, int? Class)> Read(string path, IEnumerable<string> images)
    {
        var known = images.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. InputFile.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)
                .Select(line => Parse(line, known.Contains)),
        ];
    }

    /// <summary>The image and the class of a line; null where it states none.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isImage">Whether an image has an id: one may look like an id with a class.</param>
    public static (string Image, int? Class) Parse(string line, Func<string, bool> isImage) =>
        !isImage(line) && line.LastIndexOf(BeforeClass) is > 0 and var cut
        && int.TryParse(line.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (line[..cut], index)
            : (line, null);
}
