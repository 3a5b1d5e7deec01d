namespace VisEval.Harness.Datasets;

/// <summary>Which classes of an image are explained.</summary>
internal static class Targets
{
    /// <summary>The model's top-1 class, or every labelled class once, in label order.</summary>
    /// <param name="choice">What the dataset or the user asks for.</param>
    /// <param name="image">The image.</param>
    /// <param name="top1">The model's top-1 class on the clean image.</param>
    public static IReadOnlyList<int> Of(TargetChoice choice, DatasetImage image, int top1) =>
        choice == TargetChoice.Top1 ? [top1] : [.. image.Labels.Distinct()];

    /// <summary>What is wrong with the classes a user names, in sentences.</summary>
    /// <param name="targets">None, one for all images, one an image, or several for a single image.</param>
    /// <param name="images">The number of images; null where it is not known.</param>
    /// <param name="classes">The number of classes of the model; null where it is not known.</param>
    public static IEnumerable<string> Mistakes(IReadOnlyList<int> targets, int? images, int? classes)
    {
        foreach (var target in targets.Where(t => t < 0 || t >= classes).Distinct())
            yield return classes is null
                ? $"--target {target}: a class index is at least 0."
                : $"--target {target}: the model has {classes} classes, 0 to {classes - 1}.";
        foreach (var twice in targets.Count > 1 && images == 1 ? targets.GroupBy(t => t).Where(g => g.Count() > 1) : [])
            yield return $"--target names class {twice.Key} {twice.Count()} times for one image; name it once.";
        if (targets.Count > 1 && images > 1 && targets.Count != images)
            yield return $"--target names {targets.Count} classes for {images} images; one for all, or one an image in their order, "
                + "is needed.";
    }

    /// <summary>What is explained: pairs of an image's place and a class, null for the model's top-1; a single image once for each
    /// class named.</summary>
    /// <param name="targets">Classes without <see cref="Mistakes"/>.</param>
    /// <param name="images">The number of images.</param>
    public static IReadOnlyList<(int Image, int? Target)> Pairs(IReadOnlyList<int> targets, int images) => targets.Count switch
    {
        0 => [.. Enumerable.Range(0, images).Select(i => (i, (int?)null))],
        1 => [.. Enumerable.Range(0, images).Select(i => (i, (int?)targets[0]))],
        _ => [.. targets.Select((target, i) => (images == 1 ? 0 : i, (int?)target))],
    };
}
