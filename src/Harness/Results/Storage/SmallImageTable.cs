using VisEval.Harness.Results.Visualizations;

namespace VisEval.Harness.Results.Storage;

/// <summary>The table of small images. A store of an older version has none, and is read without.</summary>
internal static class SmallImageTable
{
    /// <summary>The table; added to a store that lacks it.</summary>
    public const string Added = """
        CREATE TABLE IF NOT EXISTS small_images (dataset TEXT NOT NULL, image TEXT NOT NULL, file BLOB NOT NULL,
            PRIMARY KEY (dataset, image));
        """;

    private static readonly string Insert = Insertion.Replacing("small_images", "dataset, image", "file");

    /// <summary>Keeps an image.</summary>
    public static void Write(RowWriter write, SmallImage image) =>
        write.Put(Insert, image.Dataset, image.Image, image.File);

    /// <summary>All images, by dataset and name.</summary>
    public static IReadOnlyList<SmallImage> All(IRowSource source) => !source.Has("small_images")
        ? []
        : source.Read(
            "dataset, image, file", "small_images", ["dataset", "image"],
            r => new SmallImage(r.GetString(0), r.GetString(1), r.Bytes(2)!));
}
