using VisEval.Harness.Datasets.Formats;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>A way to open a folder of tests/Formats: its <c>open</c>, written out.</summary>
/// <param name="Format">The folder, which is the name of the format.</param>
/// <param name="Path">What is opened, inside it.</param>
/// <param name="Table">The table, inside the folder, where it needs one.</param>
/// <param name="Boxes">What its boxes are.</param>
/// <param name="Part">Which lists of expected.json hold the answers: <c>images</c> and <c>classes</c> with this behind.</param>
public sealed record FormatCase(string Format, string Path = "", string? Table = null, BoxConvention? Boxes = null, string Part = "")
{
    /// <summary>Every way; several of one folder and part give its images together.</summary>
    public static IReadOnlyList<FormatCase> All { get; } =
    [
        new("cifar", "cifar-10-batches-bin"),
        new("cifar", "cifar-100-binary", Part: "_cifar100"),
        new("coco"),
        new("coco", "annotations/instances_val2017.json"),
        new("csv", Table: "boxes.csv", Boxes: BoxConvention.Corners),
        new("csv", Table: "wheat.csv", Boxes: BoxConvention.Xywh),
        new("csv", Table: "rle.csv"),
        new("csv", Table: "labels.csv"),
        new("cub"),
        new("cub", "CUB_200_2011"),
        new("hf-imagefolder"),
        new("imagefolder"),
        new("imagefolder", "val"),
        new("imagenet"),
        new("imagenet-s"),
        new("labelme"),
        new("mnist"),
        new("mnist", "mnist"),
        new("mnist", "plain"),
        new("npz"),
        new("npz", "gray-keras.npz"),
        new("npz", "images-labels.npz"),
        new("npz", "medmnist-style.npz"),
        new("pets"),
        new("voc"),
        new("voc", "VOCdevkit/VOC2012"),
        new("yolo"),
    ];

    /// <summary>The folder of the format.</summary>
    public string Root => Expected.Path("Formats", Format);

    /// <summary>What is opened.</summary>
    public DatasetSource Source => new(
        System.IO.Path.Combine(Root, Path).TrimEnd('/'), Table is null ? null : System.IO.Path.Combine(Root, Table), Boxes);

    /// <summary>What its reader gives.</summary>
    public DatasetContent Read() => DatasetFormats.BuiltIn.All[Format].Read(Source);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', new[] { Format, Path, Table }.Where(t => !string.IsNullOrEmpty(t)));
}
