using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Datasets.Formats;

/// <summary>Every folder of tests/Formats against its expected.json.</summary>
public sealed partial class FormatsTests
{
    private static IReadOnlyList<FormatCase> Cases => FormatCase.All;

    [Test]
    public void Every_folder_is_opened_and_every_reader_tried()
    {
        // What is a list is about the preprocessing of pictures, not about a layout.
        var folders = Directory.GetDirectories(Expected.Path("Formats"))
            .Where(d => File.ReadAllText(Path.Combine(d, "expected.json")).StartsWith('{')).Select(d => Path.GetFileName(d)!).ToList();
        Assert.That(Cases.Select(c => c.Format).Distinct(), Is.EquivalentTo(folders));
        Assert.That(DatasetFormats.BuiltIn.All.Keys, Is.SubsetOf(folders));
    }

    [TestCaseSource(nameof(Cases))]
    public void A_layout_is_recognized(FormatCase @case)
    {
        var recognized = DatasetFormats.BuiltIn.All.Where(f => f.Value.Recognizes(@case.Source.Path)).Select(f => f.Key);
        Assert.That(recognized, Is.EqualTo(new[] { @case.Format }));
    }

    [TestCaseSource(nameof(Cases))]
    public void Classes_are_right(FormatCase @case)
    {
        var classes = @case.Read().Classes;
        foreach (var expected in Json(@case)["classes" + @case.Part] as JsonArray ?? [])
        {
            var found = classes[(int)expected!["index"]!];
            Assert.That(found.Name, Is.EqualTo((string?)expected["name"]));
            if ((expected["id"] ?? expected["wnid"]) is { } id)
                Assert.That(found.Id, Is.EqualTo(id.ToString()));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Images_are_right(FormatCase @case)
    {
        var content = @case.Read();
        var found = DatasetInspection.Of(content).Images;
        var differences = new List<string>();
        foreach (var expected in Images(@case).Where(e => IsOf(e, @case)))
            if (found.FirstOrDefault(f => expected.Is(f, content.Folder)) is { } facts)
                differences.AddRange(expected.Differences(facts).Select(d => $"{expected.Id}: {d}"));
            else
                differences.Add($"{expected.Id} ({expected.File}): not among {string.Join(", ", found.Select(f => $"{f.Id} ({f.File})"))}");
        Assert.That(differences, Is.Empty);
        Assert.That(content.Images.Select(i => i.Id), Is.Unique);
        // What is no image of one table of a folder may be one of another.
        var unknown = found.Where(f => !Images(@case).Any(e => e.Is(f, content.Folder) || @case.Table is not null));
        Assert.That(unknown.Select(f => f.Id), Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Pixels_are_right(FormatCase @case)
    {
        var content = @case.Read();
        var found = DatasetInspection.Of(content).Images;
        var differences = new List<string>();
        foreach (var expected in Images(@case))
            if (found.FirstOrDefault(f => expected.Is(f, content.Folder)) is { } facts)
            {
                var source = content.Images.First(i => i.Id == facts.Id).Source;
                var picture = source.Decode(source.Read(content.Folder), content.Folder);
                Assert.That((picture.Width, picture.Height), Is.EqualTo(source.Size(content.Folder)), facts.Id);
                differences.AddRange(expected.Differences(picture).Select(d => $"{expected.Id}: {d}"));
            }
        Assert.That(differences, Is.Empty);
    }

    [TestCaseSource(nameof(Cases))]
    public void Problems_are_told(FormatCase @case)
    {
        var told = DatasetInspection.Of(@case.Read()).Problems.Select(p => p.What).ToList();
        foreach (var problem in (JsonArray)Json(@case)["problems"]!)
        {
            var what = (string)problem!["what"]!;
            if (@case.Table is { } table && !what.StartsWith(table, StringComparison.Ordinal))
                continue;
            var words = Words(problem.AsObject()).ToList();
            Assert.That(
                told.Where(t => words.All(w => t.Contains(w, StringComparison.Ordinal))), Is.Not.Empty,
                $"{what}: {string.Join(", ", words)}");
        }
    }

    // A sentence must name the file, or the id where the file has no name, or what is named in the sentence that is expected.
    private static IEnumerable<string> Words(JsonObject problem)
    {
        if (problem["file"] is { } file)
            return [Path.GetFileName((string)file!)];
        if (problem["id"] is { } id)
            return [id.ToString()];
        var what = (string)problem["what"]!;
        var files = what.Split(' ', ',')
            .Where(w => w.Contains('.', StringComparison.Ordinal) && !w.EndsWith(".csv", StringComparison.Ordinal));
        return files.Any() ? files.Select(f => Path.GetFileName(f)) : Numbers().Matches(what).Select(m => m.Value);
    }

    // Where several files or folders of a format are opened one by one, each has its own images.
    private static bool IsOf(ExpectedImage image, FormatCase @case) =>
        @case.Table is { } table ? image.Table == table
        : image.File.StartsWith(@case.Path, StringComparison.Ordinal)
            || !Cases.Any(c => c.Format == @case.Format && c.Path.Length > 0 && image.File.StartsWith(c.Path, StringComparison.Ordinal));

    private static JsonObject Json(FormatCase @case) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(@case.Root, "expected.json")))!.AsObject();

    private static IReadOnlyList<ExpectedImage> Images(FormatCase @case) =>
        [.. Json(@case)["images" + @case.Part]!.AsArray().Select(i => new ExpectedImage(i!.AsObject()))];

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
