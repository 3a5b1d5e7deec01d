using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Import;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Input;
using VisEval.Tests.Harness.Datasets.Formats;

namespace VisEval.Tests.Harness.Datasets.Import;

/// <summary>Importing a folder of any layout and reading the dataset.json gives what the layout's reader gives.</summary>
public sealed class ImportTests
{
    private static IReadOnlyList<FormatCase> Cases => FormatCase.All;

    [TestCaseSource(nameof(Cases))]
    public void What_is_imported_is_what_is_read(FormatCase @case)
    {
        using var folder = new TemporaryFolder();
        var original = Open(@case);
        Assert.That(DatasetImport.Write(original, folder["dataset.json"]), Is.Empty);
        var imported = DatasetOpening.Open(folder.Path);
        Assert.That(DatasetVerifier.Verify(imported, imported.Manifest.Images), Is.Empty);

        var (before, after) = (Inspected(original), Inspected(imported));
        Assert.That(after.Classes, Is.EqualTo(before.Classes));
        Assert.That(after.Images.Select(Text), Is.EqualTo(before.Images.Select(Text)));
        Assert.That(Pixels(imported), Is.EqualTo(Pixels(original)));
    }

    [TestCaseSource(nameof(Cases))]
    public void The_hash_is_of_the_content_and_not_of_the_place(FormatCase @case)
    {
        var dataset = Open(@case);
        Assert.That(Open(@case).Sha256, Is.EqualTo(dataset.Sha256));
        var content = DatasetOpening.ContentOf(dataset);
        Assert.That(ContentHash.Of(content with { Folder = "/elsewhere" }), Is.EqualTo(dataset.Sha256));
        var image = content.Images[0];
        Assert.That(ContentHash.Of(content with { Images = [image with { Labels = [0, 1, 2] }, .. content.Images.Skip(1)] }),
            Is.Not.EqualTo(dataset.Sha256));
        var withRegion = content.Images.Select((found, i) => (Found: found, i)).Where(f => f.Found.Objects.Any(o => o.Region is not null));
        foreach (var (found, i) in withRegion)
        {
            var other = found with { Objects = [.. found.Objects.Select(o => o with { Region = null })] };
            Assert.That(
                ContentHash.Of(content with { Images = [.. content.Images.Take(i), other, .. content.Images.Skip(i + 1)] }),
                Is.Not.EqualTo(dataset.Sha256));
        }
    }

    private static Dataset Open(FormatCase @case) => DatasetOpening.Open(
        @case.Source.Path, new DatasetOptions(@case.Format, @case.Source.Table, @case.Boxes));

    private static DatasetInspection Inspected(Dataset dataset) => DatasetInspection.Of(DatasetOpening.ContentOf(dataset));

    // Files have other names.
    private static string Text(ImageFacts image) =>
        $"{image.Id} {image.Width}×{image.Height} [{string.Join(',', image.Labels)}] "
        + string.Join(' ', image.Objects.Select(o => $"{o.Label} [{string.Join(',', o.Box ?? [])}] {o.Ignore} {o.Mask}"))
        + string.Join(' ', image.Masks.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}: {m.Value}"));

    private static IReadOnlyList<string> Pixels(Dataset dataset) =>
    [
        .. dataset.Manifest.Images.Select(i => Sha256.Of(i.Source.Decode(i.Source.Read(dataset.Folder), dataset.Folder).Pixels)),
    ];
}
