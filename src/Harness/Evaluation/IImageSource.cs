using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Evaluation;

/// <summary>Where a run gets its images from: decoding, preprocessing and ground truth, with no files in the runner's sight.</summary>
/// <remarks>Called from several threads at once. An exception is a failure row of the image; the run goes on.</remarks>
public interface IImageSource
{
    /// <summary>Decodes and normalises an image for the job's model.</summary>
    PreparedImage Load(Job job, DatasetImage image);

    /// <summary>Where a class is in an image, or null where the dataset does not say.</summary>
    GroundTruth? Truth(Job job, PreparedImage image, int target);

    /// <summary>The image as the network sees it, as PNG.</summary>
    byte[] Picture(Job job, PreparedImage image);

    /// <summary>The classes to explain, distinct, in a fixed order.</summary>
    /// <param name="job">The job.</param>
    /// <param name="image">The image.</param>
    /// <param name="top1">The predicted class; −1 where it is not known because the image could not be read or predicted.
    /// The number of targets must not depend on it.</param>
    IReadOnlyList<int> Targets(Job job, DatasetImage image, int top1);
}
