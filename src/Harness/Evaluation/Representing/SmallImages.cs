using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Harness.Evaluation.Representing;

/// <summary>The images that an analysis shows as points, small, so that a report can show which is which without the dataset.</summary>
internal static class SmallImages
{
    /// <summary>The rows of those images, or of why there is none.</summary>
    /// <param name="job">The job.</param>
    /// <param name="findings">What it found.</param>
    public static Action<RowWriter> Of(AnalysisJob job, Findings findings)
    {
        var shown = findings.Pictures.OfType<FindingPicture.Points>().SelectMany(p => p.Images).ToHashSet();
        List<(string Image, Attempt<byte[]> File)> files = job.Small is { } small
            ?
            [
                .. job.Study.Images.Index().Where(i => shown.Contains(i.Item.Id))
                    .Select(i => (i.Item.Id, Attempt.One(() => small(i.Index), CancellationToken.None, $"image {i.Item.Id}"))),
            ]
            : [];
        return write =>
        {
            foreach (var (image, file) in files)
                if (file.Error is { } error)
                    write.Failure(new FailureRow(job.Dataset, "", "", "", image, null, Recoverable.Message(error)));
                else
                    SmallImageTable.Write(write, new SmallImage(job.Dataset, image, file.Value!));
        };
    }
}
