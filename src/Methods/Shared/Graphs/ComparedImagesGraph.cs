using VisEval.Core;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>What images are compared with inside a graph; the graph's twin of <see cref="ComparedImages"/>.</summary>
internal static class ComparedImagesGraph
{
    /// <summary>The images to compare with, N×C×H×W each: the reference images, stored in the file, or baselines made of the image
    /// itself.</summary>
    /// <exception cref="NotApplicableException">One is drawn from a seed of each image.</exception>
    public static IReadOnlyList<Value> Of(IBaselineMethod method, ExplanationGraph graph)
    {
        if (method.Baseline is null && graph.Surroundings.References is { } references)
            return [.. Enumerable.Range(0, references.BatchSize).Select(r => Reference(graph, references.ItemTensor(r)))];
        if (method.Baseline is null && NeedsReferences(method))
            throw new NotApplicableException(
                "drawn-baseline",
                $"without reference images it compares with {method.OwnBaselines}, and 'random' is drawn from a seed of each image, which "
                + "a file does not have. Give reference images with --reference DIR|FILE.npy, or name baselines, joined by +, with "
                + $"baseline=…: {BaselineGraph.Allowed}.");
        return [.. Baselines.List(method.Baseline ?? method.OwnBaselines).Select(kind => BaselineGraph.Of(kind, graph))];
    }

    /// <summary>Whether a graph of the method as it is by default needs reference images.</summary>
    public static bool NeedsReferences(IBaselineMethod method) => !Baselines.List(method.OwnBaselines).All(BaselineGraph.CanBe);

    private static Value Reference(ExplanationGraph graph, Tensor image) =>
        graph.Stored("reference", Constant.Of(image.Values, 1, image.Shape[0], image.Shape[1], image.Shape[2])).SpreadOver(graph.Images);
}
