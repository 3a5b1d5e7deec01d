using System.Globalization;
using VisEval.Core;

namespace VisEval.Training.Scenes;

/// <summary>The scenes of the embedded benchmark: as many with one object as with two, classes and backgrounds balanced.</summary>
public static class EvaluationSet
{
    /// <summary>Scenes with one object, and again with two.</summary>
    public const int CountPerKind = 120;

    /// <summary>The scenes in the order of the manifest: kinds alternate and classes go round, so that any prefix is a
    /// fair sample.</summary>
    /// <remarks>The seeds descend from "evaluation"; training draws from another branch and never sees one of these scenes.</remarks>
    public static IEnumerable<(string Id, Scene Scene)> Draw()
    {
        var seed = Seed.Of(0).For("evaluation");
        for (var i = 0; i < CountPerKind; i++)
        {
            yield return DrawOne(seed, "one", i, One(i));
            yield return DrawOne(seed, "two", i, Two(i));
        }
    }

    private static (string Id, Scene Scene) DrawOne(Seed seed, string kind, int i, (int[] Classes, int Background) content)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{kind}-{i:d3}");
        return (id, SceneRenderer.Draw(seed.For(kind).For(i), content.Classes, content.Background));
    }

    // Every class meets every background: in each round of ten the backgrounds move on by one.
    private static (int[] Classes, int Background) One(int i)
    {
        var (count, round) = (SceneClasses.Names.Count, i / SceneClasses.Names.Count);
        return ([i % count], (i + round) % SceneBackgrounds.Names.Count);
    }

    // The distance between the two classes goes round through 1..9; with 2·first + round as the background,
    // the first and the second class both meet every background.
    private static (int[] Classes, int Background) Two(int i)
    {
        var (count, round) = (SceneClasses.Names.Count, i / SceneClasses.Names.Count);
        var first = i % count;
        return ([first, (first + 1 + round % (count - 1)) % count], (2 * first + round) % SceneBackgrounds.Names.Count);
    }
}
