using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>The size of a picture that an annotation states, beside that of the picture.</summary>
internal static class StatedSize
{
    /// <summary>The size that boxes are in the pixels of: the stated one, since a picture may be stored smaller than it was annotated;
    /// that of the picture where it is only turned by a quarter (people see it upright), or none is stated.</summary>
    /// <param name="stated">What the annotation says; null where nothing.</param>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="file">The picture, relative to it.</param>
    /// <param name="problems">Told of a turned size, and of a picture whose size cannot be read.</param>
    public static (int Width, int Height)? Of((int Width, int Height)? stated, string folder, string file, List<string> problems)
    {
        if (stated is var (columns, rows) && columns == rows)
            return stated;
        try
        {
            var stored = new PictureInFile(file).Size(folder);
            if (stated is not var (width, height))
                return stored;
            if (stored != (height, width))
                return stated;
            problems.Add($"{file}: the picture is {stored.Width}×{stored.Height} pixels upright, its annotation says {width}×{height}; the "
                + "boxes are taken to be of the upright picture.");
            return stored;
        }
        catch (InputException exception)
        {
            problems.AddRange(exception.Errors);
            return stated;
        }
    }
}
