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
    public static IReadOnlyList<Value> Of(IBaselineMethod method, ExplanationGraph graph) =>
        method.Baseline is null && graph.Surroundings.References is { } references
            ? [.. Enumerable.Range(0, references.BatchSize).Select(r => Reference(graph, references.ItemTensor(r)))]
            : [.. Baselines.List(method.Baseline ?? method.OwnBaselines).Select(kind => BaselineGraph.Of(kind, graph))];

    private static Value Reference(ExplanationGraph graph, Tensor image) =>
        graph.Stored("reference", Constant.Of(image.Values, 1, image.Shape[0], image.Shape[1], image.Shape[2])).SpreadOver(graph.Images);
}
