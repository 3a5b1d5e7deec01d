using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes;

/// <summary>Draws scenes; a scene is a function of its seed (and of what is asked for) alone, on every machine.</summary>
public static class SceneRenderer
{
    /// <summary>Pixels per side.</summary>
    public const int Size = Canvas.Size;

    // Wanted areas as fractions of the picture: counted pixels differ a little from them and have to stay within 4-20 %.
    private const double Smallest = 0.043;
    private const double Largest = 0.19;
    private const double LargestOfTwo = 0.14;
    private const double Gap = 2;

    /// <summary>A scene with classes and background drawn uniformly.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="objects">1 or 2; two objects have different classes and do not overlap.</param>
    public static Scene Draw(Seed seed, int objects)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objects, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(objects, 2);
        var random = seed.For("content").Random();
        var first = random.NextInt(SceneClasses.All.Count);
        var second = (first + 1 + random.NextInt(SceneClasses.All.Count - 1)) % SceneClasses.All.Count;
        return Draw(seed, objects == 1 ? [first] : [first, second], random.NextInt(SceneBackgrounds.All.Count));
    }

    /// <summary>A scene with chosen content; the seed decides size, place, angle, colours and texture.</summary>
    /// <param name="seed">Decides the rest.</param>
    /// <param name="classes">One class or two different ones.</param>
    /// <param name="background">Index of the background.</param>
    public static Scene Draw(Seed seed, IReadOnlyList<int> classes, int background)
    {
        if (classes.Count is not (1 or 2) || classes.Distinct().Count() != classes.Count)
            throw new ArgumentException("A scene holds one class or two different ones.", nameof(classes));
        var canvas = new Canvas();
        SceneBackgrounds.All[background].Paint(canvas, seed.For("background").Random());
        canvas.Light(seed.For("light").Random(), 0.15);
        Clutter.Scatter(canvas, seed.For("clutter").Random());
        var objects = Arrange(classes, seed.For("layout").Random());
        for (var i = 0; i < objects.Length; i++)
            objects[i].Paint(canvas, seed.For("paint").For(i).Random());
        var rgb = canvas.ToBytes(seed.For("camera").Random(), 4);
        return new Scene(rgb, Array.ConvertAll(objects, o => o.ToSceneObject()), background);
    }

    private static PlacedObject[] Arrange(IReadOnlyList<int> classes, RandomSource random)
    {
        const int placesPerPair = 8;
        if (classes.Count == 1)
            return [PlacedObject.Place(classes[0], Rasterize(classes[0], Largest, random), random)];
        // Two large objects may find no room beside each other; then new sizes are drawn.
        while (true)
        {
            var first = Rasterize(classes[0], LargestOfTwo, random);
            var second = Rasterize(classes[1], LargestOfTwo, random);
            for (var attempt = 0; attempt < placesPerPair; attempt++)
            {
                var pair = new[] { PlacedObject.Place(classes[0], first, random), PlacedObject.Place(classes[1], second, random) };
                if (!pair[0].Touches(pair[1], Gap))
                    return pair;
            }
        }
    }

    // Uniform in length, not in area: as many small objects as large ones to the eye.
    private static ObjectPatch Rasterize(int @class, double largest, RandomSource random)
    {
        var side = Size * random.NextDouble(Math.Sqrt(Smallest), Math.Sqrt(largest));
        return ObjectPatch.Draw(SceneClasses.All[@class], side * side, random);
    }
}
