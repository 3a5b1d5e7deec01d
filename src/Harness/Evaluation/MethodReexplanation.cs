using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>Explains other images, or the same on an altered model, by the method of an explanation.</summary>
internal sealed class MethodReexplanation(Workbench bench, ScoredExplanation question) : IReexplanation
{
    /// <inheritdoc/>
    public int WeightLayerCount => bench.Variants.LayerCount;

    /// <inheritdoc/>
    public string? CompleteTo => question.Source.Method is { } method ? ClaimedCompleteness.BaselineOf(method.Value) : null;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(Tensor images, int target, ModelVariant variant)
    {
        var method = Method("nothing else can be explained in the same way");
        var model = question.Work.Model.Beside(bench.Variants.Get(variant));
        var seed = question.Subject.Seed.For(method.Key);
        // For the network that sees everything shifted, black and other images are shifted too.
        var surroundings = variant is ModelVariant.ShiftedInput shifted
            ? question.Subject.Surroundings.ShiftedBy((float)shifted.Constant)
            : question.Subject.Surroundings;
        ImageBatch Batched(int[] batch) => new(images.Items(batch[0], batch.Length), [.. batch.Select(_ => seed)])
        {
            Surroundings = [.. batch.Select(_ => surroundings)],
        };
        List<Attribution> explained =
        [
            .. Enumerable.Range(0, images.BatchSize).Chunk(method.MostTogether(images.ItemLength))
                .SelectMany(batch => method.Explain(model, Batched(batch), [.. batch.Select(_ => target)])),
        ];
        // Of the image itself, not of a changed one: a report may show how its map depends on the weights.
        if (variant is ModelVariant.Randomized { Count: > 0 } redrawn && ReferenceEquals(images, question.Subject.Image.Input)
            && target == question.Subject.Target)
            question.Work.Note(new RandomizedExplanation(redrawn, WeightLayerCount, explained[0]));
        return explained;
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Represent(Tensor images)
    {
        var model = question.Work.Model;
        if (model.Network.Landmarks.Stages.Count == 0)
            throw new NotApplicableException("no-layer", "The network has no layer with height and width.");
        var values = model.Activations(images, [model.Network.CamTensor])[0];
        return [.. Enumerable.Range(0, images.BatchSize).Select(i => values.Item(i).ToArray())];
    }

    /// <inheritdoc/>
    public Mosaic Mosaic(int grid, double confidence)
    {
        Method("a mosaic is a new image, which cannot be explained");
        return bench.Mosaics.Of(question.Subject.Image, question.Subject.Target, grid, confidence);
    }

    private MethodSource Method(string lack) => question.Source as MethodSource ?? throw new NotApplicableException(
        "no-method", $"No method stands behind a map from a file: {lack}.");
}
