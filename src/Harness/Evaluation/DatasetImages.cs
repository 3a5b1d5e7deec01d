using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation;

/// <summary>The images of a run from the files of its datasets.</summary>
public sealed class DatasetImages : IImageSource
{
    /// <inheritdoc/>
    public PreparedImage Load(Job job, DatasetImage image) => ImageLoader.Load(job.Dataset, image, job.Preprocessing, job.Model.Input);

    /// <inheritdoc/>
    public GroundTruth? Truth(Job job, PreparedImage image, int target) =>
        GroundTruthReader.For(job.Dataset, image.Image, target, image.Geometry, job.Model.Input);

    /// <inheritdoc/>
    public byte[] Picture(Job job, PreparedImage image) => InputPicture.ToPng(image.Input, job.Preprocessing);

    /// <inheritdoc/>
    public IReadOnlyList<int> Targets(Job job, DatasetImage image, int top1) => Datasets.Targets.Of(job.Dataset.Manifest.Target, image, top1);
}
