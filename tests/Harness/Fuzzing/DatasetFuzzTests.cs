using System.Diagnostics;
using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Datasets.Inspection;
using VisEval.Tests.Harness.Datasets;
using VisEval.Tests.Harness.Datasets.Formats;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>Datasets of every layout with one broken file (annotations in XML, JSON and YAML, tables, lists, archives): opened with
/// problems, or refused with a sentence.</summary>
public sealed class DatasetFuzzTests
{
    // VISEVAL_FUZZ="first,count" tries others.
    private static readonly int[] Range = [.. (Environment.GetEnvironmentVariable("VISEVAL_FUZZ") ?? "0,40").Split(',')
        .Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private const double MostSeconds = 5;
    private const long MostBytes = 1L << 29;

    private static IReadOnlyList<FormatCase> Cases => FormatCase.All;

    [TestCaseSource(nameof(Cases))]
    public void A_dataset_with_a_broken_file_is_refused_or_opened(FormatCase @case)
    {
        using var folder = new TemporaryFolder();
        var files = Directory.GetFiles(@case.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
            folder.Write(Path.GetRelativePath(@case.Root, file), File.ReadAllBytes(file));
        var failures = new List<string>();
        for (var seed = Range[0]; seed < Range[0] + Range[1]; seed++)
        {
            var random = Seed.Of(seed).For(@case.ToString()).Random();
            // Pictures are many and have a fuzzer of their own.
            var texts = files.Where(f => Path.GetExtension(f) is not (".png" or ".jpg" or ".JPEG" or ".bmp" or ".webp" or ".gif")
                    && Path.GetFileName(f) != "expected.json").ToList();
            var file = texts[random.NextInt(texts.Count)];
            var name = Path.GetRelativePath(@case.Root, file);
            var bytes = File.ReadAllBytes(file);
            folder.Write(name, Damages.Of(bytes, File.ReadAllBytes(files[random.NextInt(files.Count)]), random));
            var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            if (Fault(@case, folder.Path) is { } fault)
                failures.Add($"{seed}, {name}: {fault}");
            if (clock.Elapsed.TotalSeconds > MostSeconds)
                failures.Add($"{seed}, {name}: took {clock.Elapsed.TotalSeconds:0} s");
            if (GC.GetAllocatedBytesForCurrentThread() - before > MostBytes)
                failures.Add($"{seed}, {name}: took {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB");
            folder.Write(name, bytes);
        }
        Assert.That(failures, Is.Empty, string.Join(Environment.NewLine, failures));
    }

    private static string? Fault(FormatCase @case, string folder)
    {
        try
        {
            var source = @case.Source with
            {
                Path = Path.Combine(folder, @case.Path).TrimEnd('/'),
                Table = @case.Table is null ? null : Path.Combine(folder, @case.Table),
            };
            DatasetInspection.Of(DatasetFormats.BuiltIn.All[@case.Format].Read(source));
            return null;
        }
        catch (InputException error)
        {
            return error.Errors.Any(e => e.Contains(folder, StringComparison.Ordinal)) ? null : $"does not name the file: {error.Message}";
        }
        catch (Exception error)
        {
            return $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")} "
                + $"{error.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("VisEval", StringComparison.Ordinal))?.Trim()}";
        }
    }
}
