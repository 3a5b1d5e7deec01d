namespace VisEval.Training.Scenes.Shapes;

/// <summary>An arrow with a marked shaft.</summary>
internal sealed class ArrowShape : IShape
{
    private const double Neck = 0.1;

    private static readonly (double X, double Y)[] Corners =
        [(1, 0), (Neck, 0.72), (Neck, 0.27), (-1, 0.27), (-1, -0.27), (Neck, -0.27), (Neck, -0.72)];

    public string Name => "arrow";

    public ShapeDistances At(double x, double y) => new(Distance.Polygon(x, y, Corners), x - Neck);
}
