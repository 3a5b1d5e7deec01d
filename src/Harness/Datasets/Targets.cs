namespace VisEval.Harness.Datasets;

/// <summary>Which classes of an image are explained.</summary>
public static class Targets
{
    /// <summary>The model's top-1 class, or every labelled class once, in label order.</summary>
    /// <param name="choice">What the dataset or the user asks for.</param>
    /// <param name="image">The image.</param>
    /// <param name="top1">The model's top-1 class on the clean image.</param>
    public static IReadOnlyList<int> Of(TargetChoice choice, DatasetImage image, int top1) =>
        choice == TargetChoice.Top1 ? [top1] : [.. image.Labels.Distinct()];
}
