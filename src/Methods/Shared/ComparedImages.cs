using VisEval.Core;

namespace VisEval.Methods.Shared;

/// <summary>What an image is compared with: its reference images, or baselines made of itself.</summary>
internal static class ComparedImages
{
    /// <summary>Makes the image of a place in the list, C·H·W values; noise is drawn from the seed.</summary>
    public delegate float[] Make(Seed seed);

    /// <summary>The number of images that a method compares with.</summary>
    public static int Count(IBaselineMethod method, int references) =>
        method.Baseline is null && references > 0 ? references : Own(method).Count;

    /// <summary>The images to compare with, in order.</summary>
    public static IReadOnlyList<Make> Of(IBaselineMethod method, Subject subject)
    {
        if (method.Baseline is null && subject.Surroundings.References is { } references)
            return [.. Enumerable.Range(0, references.BatchSize).Select(r => Always(references.Item(r).ToArray()))];
        return
        [
            .. Own(method).Select(kind => kind == Baseline.Random ? seed => kind.Of(subject, seed) : Always(kind.Of(subject))),
        ];
    }

    private static IReadOnlyList<Baseline> Own(IBaselineMethod method) => Baselines.List(method.Baseline ?? method.OwnBaselines);

    private static Make Always(float[] image) => _ => image;
}
