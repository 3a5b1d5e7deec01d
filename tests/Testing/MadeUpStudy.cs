using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Onnx.Models;

namespace VisEval.Tests.Testing;

/// <summary>Studies of made-up images.</summary>
internal static class MadeUpStudy
{
    /// <summary>Random images whose labels go round.</summary>
    public static Tensor[] Images(ImageSize size, int count, int seed) => [.. Enumerable.Range(0, count).Select(i =>
    {
        var image = Tensor.Zeros(1, size.Channels, size.Height, size.Width);
        var random = Seed.Of(seed).For(i).Random();
        foreach (ref var value in image.Memory.Span)
            value = (float)random.NextGaussian();
        return image;
    })];

    /// <summary>A study of one network.</summary>
    public static Study Of(
        IModel model, IReadOnlyList<string> layers, IReadOnlyList<Tensor> images, int classes, IReadOnlyList<Concept>? concepts = null,
        Func<int, IReadOnlyList<ConceptMask>>? masks = null, int? inDataset = null) => new(
            [new StudiedNetwork("net", model, layers, i => images[i], masks ?? (_ => []))],
            [.. Enumerable.Range(0, inDataset ?? images.Count).Select(i => new StudiedImage($"i{i}", [i % classes]))],
            [.. Enumerable.Range(0, classes).Select(c => $"c{c}")], concepts ?? [], Seed.Of(0));

    /// <summary>The cell of a column in a row.</summary>
    public static Finding Cell(this FindingTable table, int row, string column) =>
        table.Rows[row].Cells[table.Columns.Index().First(c => c.Item.Name == column).Index];

    /// <summary>The number of a plain cell.</summary>
    public static double Number(this FindingTable table, int row, string column) => ((Finding.Number)table.Cell(row, column)).Value!.Value;

    /// <summary>The word of a cell.</summary>
    public static string Word(this FindingTable table, int row, string column) => ((Finding.Word)table.Cell(row, column)).Text;
}
