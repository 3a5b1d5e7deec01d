using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Counts boxes that reach beyond their picture: many of them mean that the pictures were annotated at another size.</summary>
/// <param name="cure">What to do then, for the message.</param>
internal sealed class BoxesBeyond(string cure)
{
    // Annotations count from 0 or 1, with the last pixel in or out.
    private const double Tolerance = 1;

    private const int MostOpened = 1000;

    private readonly List<string> _found = [];
    private int _all;
    private int _opened;

    /// <summary>Looks at a box of which a part lies in the picture.</summary>
    /// <param name="where">What names it.</param>
    /// <param name="box">Left, top, right, bottom.</param>
    /// <param name="size">Width and height of the picture.</param>
    public void Add(string where, IReadOnlyList<double> box, (int Width, int Height) size)
    {
        _all++;
        if (Math.Min(box[0], box[1]) < -Tolerance || box[2] > size.Width + Tolerance || box[3] > size.Height + Tolerance)
            _found.Add($"{where}: {LayoutBox.Text(box)} (left, top, right, bottom) in {size.Width}×{size.Height} pixels");
    }

    /// <summary>The size of a picture that no annotation states, told by its head: of the first pictures only, as many of them tell
    /// enough; null for others, and for what is no picture, which whoever decodes it says.</summary>
    /// <param name="root">The dataset's folder.</param>
    /// <param name="file">The picture, relative to it.</param>
    public (int Width, int Height)? SizeOf(string root, string file)
    {
        if (_opened++ >= MostOpened)
            return null;
        try
        {
            return new PictureInFile(file).Size(root);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <summary>One sentence, or none.</summary>
    public IEnumerable<string> Problems => _found.Count == 0
        ? []
        : [$"{_found.Count} of {_all} boxes reach beyond their picture and are cut at its border, for example {_found[0]}. If the "
            + $"pictures were annotated at another size, {cure}."];
}
