using VisEval.Training.Scenes.Backgrounds;

namespace VisEval.Training.Scenes;

/// <summary>The ten kinds of background texture.</summary>
public static class SceneBackgrounds
{
    internal static IReadOnlyList<IBackground> All { get; } = Array.AsReadOnly(new IBackground[]
    {
        new Clouds(), new Marble(), new Wood(), new Grass(), new Bricks(),
        new Sand(), new Water(), new Pebbles(), new Fabric(), new Rock(),
    });

    /// <summary>The names in kebab-case; the position is the index of the background.</summary>
    public static IReadOnlyList<string> Names { get; } = Array.AsReadOnly(All.Select(b => b.Name).ToArray());
}
