namespace VisEval.Harness.Datasets.Regions;

/// <summary>Says that nothing of an object is in its mask; inspecting and running a dataset say it alike.</summary>
internal static class EmptyMask
{
    /// <summary>A sentence; null where the mask has pixels of the object.</summary>
    /// <param name="region">The mask.</param>
    /// <param name="pixels">Its pixels of the object.</param>
    /// <param name="image">The id of the image it belongs to.</param>
    /// <param name="name">The file it is in.</param>
    public static string? Of(IRegion region, int pixels, string image, string name) => pixels > 0 ? null : region switch
    {
        ValueMask mask => $"{name}: the mask of image \"{image}\" is empty: no pixel has the value "
            + $"{string.Join(" or ", mask.Object)}, which is stated for the object.",
        _ when region.Files.Count > 0 => $"{name}: the mask of image \"{image}\" is empty; it must be non-zero where the object is.",
        _ => $"{name}: an object of image \"{image}\" covers no pixel.",
    };
}
