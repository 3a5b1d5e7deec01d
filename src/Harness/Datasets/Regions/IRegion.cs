using VisEval.Core;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>Where something is in a picture: a mask file, polygons, run lengths.</summary>
public interface IRegion
{
    /// <summary>The files it is read from, relative to the dataset's folder; empty where the annotation itself holds it.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Reads its pixels, at the size it is stored in.</summary>
    /// <param name="folder">The dataset's folder.</param>
    /// <param name="height">Rows of the annotated picture, upright.</param>
    /// <param name="width">Columns of the annotated picture, upright.</param>
    /// <exception cref="InputException">It cannot be read, or its values have no stated meaning; names the file.</exception>
    RegionPixels Read(string folder, int height, int width);
}
