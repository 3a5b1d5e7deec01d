using VisEval.Core;

namespace VisEval.Metrics;

/// <summary>What a dataset says about one image.</summary>
public interface IAnnotation
{
    /// <summary>The classes in the image, possibly none.</summary>
    IReadOnlyList<int> Labels { get; }

    /// <summary>Where a class is in the image, or null where the dataset does not say.</summary>
    GroundTruth? TruthOf(int target);
}
