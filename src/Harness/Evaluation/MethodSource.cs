using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>Explanations by a method.</summary>
/// <param name="unit">The method.</param>
/// <param name="seed">Which of the maps that it draws: 1 for the first.</param>
internal sealed class MethodSource(Unit<IAttributionMethod> unit, int seed = SeedKey.First) : IExplanationSource
{
    /// <summary>A source for each map of an explanation: several for a method that draws random numbers, one for any other.</summary>
    /// <param name="unit">The method.</param>
    /// <param name="seeds">How many maps are drawn.</param>
    public static IEnumerable<MethodSource> Of(Unit<IAttributionMethod> unit, int seeds) =>
        Enumerable.Range(SeedKey.First, MethodFacts.Of(unit.Value).IsRandomized ? seeds : 1).Select(seed => new MethodSource(unit, seed));

    /// <inheritdoc/>
    public string Key { get; } = SeedKey.Of(unit.Key, seed);

    /// <inheritdoc/>
    public int Seed => seed;

    /// <inheritdoc/>
    public Unit<IAttributionMethod> Method => unit;

    /// <summary>The most images explained again in one call: bounds the memory, and starts a program as rarely as is sensible. Fixed, so
    /// that no number depends on it.</summary>
    /// <param name="values">The values of an image.</param>
    public int MostTogether(int values) => (unit.Value as ILargeBatches)?.MostTogether(values) ?? OfMethods;

    private const int OfMethods = 4;

    /// <inheritdoc/>
    public int MostAhead(int values) => (unit.Value as ILargeBatches)?.MostAhead(values) ?? 1;

    /// <inheritdoc/>
    public double PassesOn(IModel model, int references) =>
        Attempt.One(() => PassEstimate.Of(unit.Value, model, references), CancellationToken.None).Value is { } passes
            ? passes.ForwardEquivalents
            : 0;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects)
    {
        // Without them the method would compare with something else than was asked for.
        if (subjects.Any(s => s.Surroundings.References is { BatchSize: 0 }) && MethodFacts.Of(unit.Value).UsesReferences)
            throw new NotApplicableException(
                "no-other-reference", $"The reference images of {unit.Name} hold nothing but the image itself. Name others as well.");
        return Explain(
            model,
            new ImageBatch(ImageStack.Of(subjects.Select(s => s.Image.Input)), [.. subjects.Select(s => SeedOf(s.Seed))])
            {
                Surroundings = [.. subjects.Select(s => s.Surroundings)],
            },
            [.. subjects.Select(s => s.Target)]);
    }

    // The first map is that of a run with one, whatever the number of maps.
    private Seed SeedOf(Seed image) =>
        image.For(unit.Identity) is var own && seed == SeedKey.First ? own : own.For("seed").For(seed);

    /// <summary>Explains images in one batch.</summary>
    /// <exception cref="InvalidOperationException">The method does not keep its contract of one attribution an image.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch images, IReadOnlyList<int> targets)
    {
        var attributions = unit.Value.Explain(model, images, targets);
        return attributions.Count == targets.Count
            ? attributions
            : throw new InvalidOperationException($"'{Key}' gave {attributions.Count} attributions for {targets.Count} images.");
    }
}
