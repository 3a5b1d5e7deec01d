using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Testing;

/// <summary>Images made of their manifest entry: image "3" has the pixels 3, 1, 0, 1. Those in <see cref="Broken"/> cannot be read.</summary>
internal sealed class RunnerImages : IImageSource
{
    public HashSet<string> Broken { get; } = [];

    public PreparedImage Load(Job job, DatasetImage image) =>
        Broken.Contains(image.Id)
            ? throw new InputException($"'{image.File}' is not a picture.")
            : new PreparedImage(image, new Tensor([int.Parse(image.File), 1, 0, 1], 1, 1, 2, 2), ImageGeometry.Identity(2, 2));

    public GroundTruth? Truth(Job job, PreparedImage image, int target) => target == 0
        ? null
        : new GroundTruth(
            new PixelMask([true, false, false, false], 2, 2), new PixelMask([true, false, false, false], 2, 2), [new Box(0, 0, 1, 1)], image.Geometry);

    public byte[] Picture(Job job, PreparedImage image) => [(byte)image.Input.Values[0], 80, 78, 71];

    public IReadOnlyList<int> Targets(Job job, DatasetImage image, int top1) =>
        job.Dataset.Manifest.Target == TargetChoice.Labels ? image.Labels : [top1];
}
