using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Backpropagation;

/// <summary>Deep SHAP: the mean of DeepLIFT over several references, C×H×W and signed (Lundberg and Lee, 2017).</summary>
/// <remarks>The references are the reference images, as published; without any they are made of the image itself: zeros, its mean, darkest
/// and brightest colours, and its blur. Every reference is run forwards with the image. Completeness: the values sum to S_c(x) − mean
/// S_c(reference).</remarks>
/// <param name="Baseline">The references; null for the reference images, or without any for those of the image itself.</param>
[Named("deepshap")]
[Paper("Lundberg, Lee: A Unified Approach to Interpreting Model Predictions, NeurIPS", 2017)]
[Needs(Needs.Gradient | Needs.Rules)]
[UsesReferences]
[Claims(MapPlace.Channels, Claims.ClassDiscriminative | Claims.Signed)]
[Passes("2 * baselines", "baselines")]
internal sealed record DeepShap(
    [ListOf(typeof(Baseline))]
    [About("The images to compare with; by default the reference images, or without any zero+mean+darkest+brightest+blur: "
        + OptionText.Baselines)]
    string? Baseline = null)
    : IBaselineMethod, IGraphMethod
{
    /// <inheritdoc/>
    string IBaselineMethod.OwnBaselines => "zero+mean+darkest+brightest+blur";

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject));

    /// <inheritdoc/>
    public Value Build(ExplanationGraph graph)
    {
        var references = ComparedImagesGraph.Of(this, graph);
        return references.Select(reference => DeepLift.Multiplied(graph, reference) * (1f / references.Count)).Aggregate((a, b) => a + b);
    }

    private Attribution Explain(IModel model, Subject subject)
    {
        var size = subject.Size;
        Tensor One(float[] values) => new(values, 1, size.Channels, size.Height, size.Width);
        var (image, references) = (One(subject.Image), ComparedImages.Of(this, subject));
        var sum = Tensor.Zeros(image.Shape);
        foreach (var reference in references)
            DeepLift.AddTo(sum, 1f / references.Count, model, image, [subject.Target], One(reference(subject.Seed)));
        return new Attribution(sum.ItemTensor(0));
    }
}
