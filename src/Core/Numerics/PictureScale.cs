namespace VisEval.Core;

/// <summary>Lengths in pixels that are defined for a picture of 224×224 and scale with the size of the picture.</summary>
public static class PictureScale
{
    private const double ReferenceSide = 224;

    /// <summary>A length in pixels of a 224×224 picture as pixels of a picture of this size; lengths scale with the root
    /// of the area.</summary>
    public static double Scaled(this ImageSize size, double length) => length * Math.Sqrt(size.Pixels) / ReferenceSide;

    /// <summary>The length of one pixel of a 224×224 picture in pixels of a picture of this size.</summary>
    public static double UnitLength(this ImageSize size) => size.Scaled(1);
}
