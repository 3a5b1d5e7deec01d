using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes.Shapes;

/// <summary>A star of five points with a marked middle.</summary>
internal sealed class StarShape : IShape
{
    private static readonly (double X, double Y)[] Corners = Enumerable.Range(0, 10)
        .Select(i => (Radius: i % 2 == 0 ? 1 : 0.42, Angle: i / 10.0))
        .Select(p => (p.Radius * Turns.Cos(p.Angle), p.Radius * Turns.Sin(p.Angle))).ToArray();

    public string Name => "star";

    public ShapeDistances At(double x, double y) =>
        new(Distance.Polygon(x, y, Corners), Distance.Disc(x, y, 0.27));
}
