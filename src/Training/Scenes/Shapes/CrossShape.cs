namespace VisEval.Training.Scenes.Shapes;

/// <summary>A cross of two equal bars with a marked middle.</summary>
internal sealed class CrossShape : IShape
{
    private const double Width = 0.28;

    public string Name => "cross";

    public ShapeDistances At(double x, double y) =>
        new(Math.Min(Distance.Box(x, y, 1, Width), Distance.Box(x, y, Width, 1)), Distance.Disc(x, y, 0.36));
}
