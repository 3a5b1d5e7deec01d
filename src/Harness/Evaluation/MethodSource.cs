using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>Explanations by a method.</summary>
public sealed class MethodSource(Unit<IAttributionMethod> unit) : IExplanationSource
{
    /// <inheritdoc/>
    public string Key => unit.Key;

    /// <inheritdoc/>
    public Unit<IAttributionMethod> Method => unit;

    /// <inheritdoc/>
    public double PassesOn(IModel model, int references) =>
        Attempt.One(() => PassEstimate.Of(unit.Value, model, references)).Value is { } passes ? passes.ForwardEquivalents : 0;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects)
    {
        // Without them the method would compare with something else than was asked for.
        if (subjects.Any(s => s.Surroundings.References is { BatchSize: 0 }) && MethodFacts.Of(unit.Value).UsesReferences)
            throw new NotApplicableException(
                "no-other-reference", $"The reference images of {unit.Name} hold nothing but the image itself. Name others as well.");
        return Explain(
            model,
            new ImageBatch(ImageStack.Of(subjects.Select(s => s.Image.Input)), [.. subjects.Select(s => s.Seed.For(unit.Identity))])
            {
                Surroundings = [.. subjects.Select(s => s.Surroundings)],
            },
            [.. subjects.Select(s => s.Target)]);
    }

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
