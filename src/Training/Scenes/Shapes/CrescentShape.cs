namespace VisEval.Training.Scenes.Shapes;

/// <summary>A crescent moon, lined along its hollow side.</summary>
internal sealed class CrescentShape : IShape
{
    public string Name => "crescent";

    public ShapeDistances At(double x, double y)
    {
        var hollow = Distance.Disc(x - 0.52, y, 0.8);
        return new(Math.Max(Distance.Disc(x, y, 1), -hollow), hollow - 0.24);
    }
}
