using VisEval.Training.Scenes.Shapes;

namespace VisEval.Training.Scenes;

/// <summary>The ten object classes, told apart by outline and inner structure, never by colour.</summary>
public static class SceneClasses
{
    internal static IReadOnlyList<MeasuredShape> All { get; } = Array.AsReadOnly(
        new IShape[]
        {
            new RingShape(), new ButtonShape(), new CrossShape(), new StarShape(), new TriangleShape(),
            new CrescentShape(), new HeartShape(), new ArrowShape(), new SquareShape(), new DumbbellShape(),
        }.Select(MeasuredShape.Of).ToArray());

    /// <summary>The class names in kebab-case; the position is the class index.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(All.Select(s => s.Shape.Name).ToArray());
}
