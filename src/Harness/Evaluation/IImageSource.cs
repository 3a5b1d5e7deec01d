using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Where a job gets its images from: decoding, preprocessing and ground truth, with no files in the sight of the
/// evaluation.</summary>
/// <remarks>Called from several threads at once. An exception is a failure of the image; the others go on.</remarks>
internal interface IImageSource
{
    /// <summary>What results call the images together.</summary>
    string Name { get; }

    /// <summary>The images, in order; ids are unique.</summary>
    IReadOnlyList<DatasetImage> Images { get; }

    /// <summary>The ids of all images that there are, also those that a limit leaves out.</summary>
    IEnumerable<string> AllIds => Images.Select(i => i.Id);

    /// <summary>How a picture becomes input; null where that is not known.</summary>
    Preprocessing? Preprocessing { get; }

    /// <summary>Decodes and normalises an image for the job's model.</summary>
    PreparedImage Load(DatasetImage image);

    /// <summary>What tells the content of an image from that of others: the same for copies. Its name where files are not known.</summary>
    string ContentOf(DatasetImage image) => image.Id;

    /// <summary>Where a class is in an image, or null where nobody says.</summary>
    /// <param name="image">The image.</param>
    /// <param name="target">The class asked for.</param>
    /// <param name="explained">The class that is explained; the only one whose place is known where images belong to no dataset.</param>
    GroundTruth? Truth(PreparedImage image, int target, int explained);

    /// <summary>What the network sees of the image, in the proportions that it has in the picture, as PNG.</summary>
    byte[] Picture(PreparedImage image);

    /// <summary>The whole picture, upright and at its own size, in R, G, B; the image's geometry says which part of it the network sees.
    /// Of inputs without a picture, <see cref="Picture"/>.</summary>
    Picture WholePicture(PreparedImage image) => PictureFile.Decode(Picture(image), image.Image.Id);

    /// <summary>The classes to explain, distinct, in a fixed order.</summary>
    /// <param name="image">The image.</param>
    /// <param name="top1">The predicted class; −1 where it is not known because the image could not be read or predicted.
    /// The number of targets must not depend on it.</param>
    IReadOnlyList<int> Targets(DatasetImage image, int top1);

    /// <summary>The number of classes that could be explained, also those that a limit leaves out.</summary>
    /// <param name="image">The image.</param>
    int AllTargets(DatasetImage image) => Targets(image, ExplanationKey.NoTarget).Count;
}
