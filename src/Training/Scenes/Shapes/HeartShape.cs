namespace VisEval.Training.Scenes.Shapes;

/// <summary>A heart with a smaller heart inside.</summary>
internal sealed class HeartShape : IShape
{
    private const double Lobe = 0.5;
    private const double Inner = 0.5;

    public string Name => "heart";

    public ShapeDistances At(double x, double y) =>
        new(Outline(x, y), Inner * Outline(x / Inner, (y + 0.03) / Inner));

    // A square standing on its corner with a disc on each of its two upper sides.
    private static double Outline(double x, double y)
    {
        var diagonal = Math.Sqrt(0.5);
        var (u, v) = ((x + y) * diagonal, (x - y) * diagonal);
        var square = Distance.Box(u, v, Lobe, Lobe);
        return Math.Min(square, Math.Min(Distance.Disc(u + Lobe, v, Lobe), Distance.Disc(u, v - Lobe, Lobe)));
    }
}
