namespace VisEval.Training.Scenes.Shapes;

/// <summary>A thick ring with an open hole, in two bands.</summary>
internal sealed class RingShape : IShape
{
    public string Name => "ring";

    public ShapeDistances At(double x, double y) =>
        new(Math.Abs(Distance.Disc(x, y, 0.71)) - 0.29, Distance.Disc(x, y, 0.68));
}
