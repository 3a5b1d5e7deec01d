using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Reports.Pictures;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>A heatmap for people: the picture, large enough to look at, with what speaks for the class laid over it.</summary>
internal static class HeatmapPicture
{
    private const double Opacity = 0.6;

    /// <summary>Writes it as PNG; a map without a largest value has nothing to lay over, and the picture stays as it is.</summary>
    /// <param name="file">Takes the PNG.</param>
    /// <param name="picture">The whole picture in R, G, B.</param>
    /// <param name="map">The map.</param>
    /// <param name="geometry">How the map's input was cut from the picture.</param>
    public static void Write(Stream file, Picture picture, SaliencyMap map, ImageGeometry geometry)
    {
        var shown = Enlargement.ForPeople(picture);
        if (map.State.IsOk)
            Overlay.Write(file, shown, ShownMap.Of(map), Opacity, geometry);
        else
            Overlay.Write(file, shown);
    }
}
