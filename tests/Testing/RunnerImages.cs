using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;

namespace VisEval.Tests.Testing;

/// <summary>Images made of their manifest entry: image "3" has the pixels 3, 1, 0, 1. Those in <see cref="Broken"/> cannot
/// be read.</summary>
/// <param name="manifest">The dataset.</param>
/// <param name="broken">Ids of images that cannot be read.</param>
internal sealed class RunnerImages(DatasetManifest manifest, IEnumerable<string> broken) : IImageSource
{
    public HashSet<string> Broken { get; } = [.. broken];

    public string Name => manifest.Name;

    public IReadOnlyList<DatasetImage> Images => manifest.Images;

    public Preprocessing Preprocessing => manifest.Preprocessing!;

    public PreparedImage Load(DatasetImage image) =>
        Broken.Contains(image.Id)
            ? throw new InputException($"'{image.File}' is not a picture.")
            : new PreparedImage(image, new Tensor([int.Parse(image.File), 1, 0, 1], 1, 1, 2, 2), ImageGeometry.Identity(2, 2), image.File);

    public GroundTruth? Truth(PreparedImage image, int target, int explained) => target == 0
        ? null
        : new GroundTruth(
            new PixelMask([true, false, false, false], 2, 2), new PixelMask([true, false, false, false], 2, 2), [new Box(0, 0, 1, 1)],
            image.Geometry);

    public byte[] Picture(PreparedImage image) => [(byte)image.Input.Values[0], 80, 78, 71];

    public IReadOnlyList<int> Targets(DatasetImage image, int top1) => manifest.Target == TargetChoice.Labels ? image.Labels : [top1];
}
