using VisEval.Core;
using VisEval.Training.Scenes.Painting;

namespace VisEval.Training.Scenes;

/// <summary>The two colours of an object: any hue, luminances away from the background's and from each other.</summary>
internal static class ObjectColours
{
    /// <summary>Least distance of the main colour's luminance from the background's.</summary>
    public const double MainContrast = 0.25;

    /// <summary>Least distance of the pattern's luminance from the background's, and from the main colour's.</summary>
    public const double PatternContrast = 0.2;

    private const double Darkest = 0.06;
    private const double Brightest = 0.94;

    /// <summary>Draws both; the choice knows nothing of the class.</summary>
    /// <param name="behind">Mean luminance of the background around the object, in [0, 1].</param>
    /// <param name="random">Source of the draw.</param>
    public static (Colour Main, Colour Pattern) Choose(double behind, RandomSource random)
    {
        // Rejection ends: whatever lies behind, at least one side of it leaves room for two luminances this far apart.
        while (true)
        {
            var (main, pattern) = (random.NextDouble(Darkest, Brightest), random.NextDouble(Darkest, Brightest));
            if (Math.Abs(main - behind) >= MainContrast && Math.Abs(pattern - behind) >= PatternContrast
                && Math.Abs(pattern - main) >= PatternContrast)
                return (Colour.Random(random, main), Colour.Random(random, pattern));
        }
    }
}
