using VisEval.Core;

namespace VisEval.Tests.Metrics.Localization;

/// <summary>Ground truths whose input is the original, pixel for pixel.</summary>
public static class Truths
{
    public static GroundTruth Of(PixelMask mask, params IReadOnlyList<Box> boxes) =>
        new(mask, mask, boxes, ImageGeometry.Identity(mask.Height, mask.Width));

    /// <summary>Rows of text, # where the target is.</summary>
    public static GroundTruth Of(params string[] rows) =>
        Of(new PixelMask([.. rows.SelectMany(r => r.Select(c => c == '#'))], rows.Length, rows[0].Length));
}
