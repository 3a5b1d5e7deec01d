using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Running;

/// <summary>Calls methods.</summary>
internal static class Explaining
{
    /// <summary>Explains subjects in one batch.</summary>
    /// <exception cref="InvalidOperationException">The method does not keep its contract of one attribution an image.</exception>
    public static IReadOnlyList<Explanation> Explain(
        JobScope scope, IModel model, Unit<IAttributionMethod> method, IReadOnlyList<LoadedSubject> subjects)
    {
        var pixels = Stack([.. subjects.Select(s => s.Prepared.Input)]);
        var seeds = subjects.Select(s => scope.SeedFor(s.Subject.Image, method.Key));
        var attributions = Explain(model, method, pixels, [.. seeds], [.. subjects.Select(s => s.Subject.Target)]);
        var size = scope.Job.Model.Input;
        return [.. attributions.Select(a => new Explanation(a, a.ToMap(size.Height, size.Width)))];
    }

    /// <summary>Explains images N×C×H×W in one batch.</summary>
    /// <exception cref="InvalidOperationException">The method does not keep its contract of one attribution an image.</exception>
    public static IReadOnlyList<Attribution> Explain(
        IModel model, Unit<IAttributionMethod> method, Tensor pixels, IReadOnlyList<Seed> seeds, IReadOnlyList<int> targets)
    {
        var attributions = method.Value.Explain(model, new ImageBatch(pixels, seeds), targets);
        return attributions.Count == targets.Count
            ? attributions
            : throw new InvalidOperationException($"'{method.Key}' gave {attributions.Count} attributions for {targets.Count} images.");
    }

    /// <summary>Joins images of 1×C×H×W to N×C×H×W.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> images) =>
        Tensor.Stack([.. images.Select(image => image.Reshape(image.Shape[1..]))]);
}
