namespace VisEval.Training.Scenes.Shapes;

/// <summary>An equilateral triangle with a stripe along one side.</summary>
internal sealed class TriangleShape : IShape
{
    private static readonly (double X, double Y)[] Corners = [(1, 0), (-0.5, 0.8660254), (-0.5, -0.8660254)];

    public string Name => "triangle";

    public ShapeDistances At(double x, double y) =>
        new(Distance.Polygon(x, y, Corners), Math.Abs(x + 0.12) - 0.16);
}
