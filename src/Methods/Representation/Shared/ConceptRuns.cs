using VisEval.Core;

namespace VisEval.Methods.Representation.Shared;

/// <summary>Finds the direction of a concept from some images' scalar products.</summary>
/// <param name="gram">⟨x_i − x̄, x_j − x̄⟩ of the images.</param>
/// <param name="signs">1 for those of the concept, −1 for the others.</param>
/// <param name="random">Its draws.</param>
internal delegate double[] FitDirection(GramMatrix gram, IReadOnlyList<int> signs, RandomSource random);

/// <summary>A direction, and how well it tells images apart that it was not made from.</summary>
/// <param name="Direction">v.</param>
/// <param name="Accuracy">Share of the images kept out that lie on their own side of the border; null without a direction.</param>
internal sealed record ConceptRun(ConceptDirection Direction, double? Accuracy);

/// <summary>Directions of a concept, each from other draws of examples.</summary>
/// <param name="gram">⟨x_i, x_j⟩ of all images.</param>
/// <param name="fit">Finds a direction.</param>
internal sealed class ConceptRuns(GramMatrix gram, FitDirection fit)
{
    /// <summary>Draws as many concept images as others, keeps a third out, and finds the direction of the rest.</summary>
    /// <param name="concept">Images that show the concept.</param>
    /// <param name="others">Images that do not.</param>
    /// <param name="size">How many of each.</param>
    /// <param name="seed">The draws.</param>
    public ConceptRun Run(IReadOnlyList<int> concept, IReadOnlyList<int> others, int size, Seed seed)
    {
        var random = seed.Random();
        var kept = size - size / 3;
        var (inside, outside) = (Draw(concept, size, random), Draw(others, size, random));
        int[] training = [.. inside[..kept], .. outside[..kept]];
        int[] signs = [.. Enumerable.Repeat(1, kept), .. Enumerable.Repeat(-1, kept)];
        var direction = ConceptDirection.Of(gram, training, fit(gram.Of(training).Centred(), signs, random));
        if (direction.IsNone(gram))
            return new ConceptRun(direction, null);
        double Above(int image) => direction.Along(gram.Row(image)) - direction.Border;
        // An image on the border is on neither side, and half right.
        static double Hit(double above) => above > 0 ? 1 : above == 0 ? 0.5 : 0;
        var hits = inside[kept..].Sum(i => Hit(Above(i))) + outside[kept..].Sum(i => Hit(-Above(i)));
        return new ConceptRun(direction, hits / (2.0 * (size - kept)));
    }

    private static int[] Draw(IReadOnlyList<int> images, int size, RandomSource random)
    {
        int[] drawn = [.. images];
        random.Shuffle<int>(drawn);
        return drawn[..size];
    }
}
