using VisEval.Harness.Datasets;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>Whether a dataset says where something is.</summary>
internal static class Places
{
    /// <summary>Whether it says where a class is in an image.</summary>
    public static bool Has(DatasetImage image, int label) =>
        image.Regions.Any(r => r.Class == label)
        || image.Objects.Any(o => !o.IsPart && !o.Ignore && o.IsOf(label) && (o.Region is not null || o.Box is not null));

    /// <summary>Whether it says so of every label: what is left is background.</summary>
    public static bool HasAll(DatasetImage image) => image.Labels.Count > 0 && image.Labels.All(label => Has(image, label));
}
