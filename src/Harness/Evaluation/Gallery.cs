using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods;

namespace VisEval.Harness.Evaluation;

/// <summary>Keeps pictures and heatmaps of the first images, for the report.</summary>
internal static class Gallery
{
    /// <summary>Records the picture of a gallery image that has none yet.</summary>
    public static void KeepPicture(JobScope scope, PreparedImage image)
    {
        if (!scope.IsPictureMissing(image.Image))
            return;
        var png = Attempt.One(() => scope.Run.Images.Picture(scope.Job, image));
        if (png.Error is null)
            scope.Run.Store.SavePicture(new PictureRow(scope.Dataset, scope.Job.ModelName, image.Image.Id, png.Value!));
        else
            scope.Run.Store.SaveFailure(scope.Failure(png.Error, "", "", image.Image.Id, null), []);
    }

    /// <summary>Records the map of a gallery subject that has none yet.</summary>
    public static void KeepMap(JobScope scope, Unit<IAttributionMethod> method, Subject subject, SaliencyMap map)
    {
        if (scope.IsMapMissing(method, subject))
            scope.Run.Store.SaveMap(new MapRow(
                scope.Dataset, scope.Job.ModelName, method.Key, subject.Image.Id, subject.Target, map.Height, map.Width, ToBytes(map)));
    }

    // The overlay shows what speaks for the class: where a map has both signs, its negative part is cut off before it is scaled.
    private static byte[]? ToBytes(SaliencyMap map)
    {
        if (!map.State.IsOk)
            return null;
        var shown = map.Values.Any(v => v > 0) ? new SaliencyMap([.. map.Values.Select(v => MathF.Max(v, 0))], map.Height, map.Width) : map;
        return [.. shown.Normalize().Values.Select(v => (byte)MathF.Round(255 * v, MidpointRounding.AwayFromZero))];
    }
}
