using System.Diagnostics;
using System.Globalization;
using VisEval.Core;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>Broken files are refused with a sentence that names the file, or are read; nothing else comes out, and it takes little time
/// and memory.</summary>
public sealed class InputFuzzTests
{
    // VISEVAL_FUZZ="first,count" tries others.
    private static readonly int[] Range = [.. (Environment.GetEnvironmentVariable("VISEVAL_FUZZ") ?? "0,300").Split(',')
        .Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private const double MostSeconds = 5;
    private const long MostBytes = 1L << 29;

    private static IEnumerable<TestCaseData> Kinds => Readers.All.Select(r => new TestCaseData(r).SetArgDisplayNames(r.Name));

    [TestCaseSource(nameof(Kinds))]
    public void Broken_files_are_refused_or_read(object kind)
    {
        var reader = (Readers)kind;
        using var folder = new TemporaryFolder();
        var failures = new List<string>();
        for (var seed = Range[0]; seed < Range[0] + Range[1]; seed++)
        {
            var random = Seed.Of(seed).For(reader.Name).Random();
            byte[] Any() => reader.Samples[random.NextInt(reader.Samples.Count)];
            var path = folder.Write("broken", Damages.Of(Any(), Any(), random));
            var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            if (Reading.Fault(reader.Name, path) is { } fault)
                failures.Add($"{seed}: {fault}");
            if (clock.Elapsed.TotalSeconds > MostSeconds)
                failures.Add($"{seed}: took {clock.Elapsed.TotalSeconds:0} s");
            if (GC.GetAllocatedBytesForCurrentThread() - before > MostBytes)
                failures.Add($"{seed}: took {(GC.GetAllocatedBytesForCurrentThread() - before) >> 20} MB");
        }
        Assert.That(failures, Is.Empty, string.Join(Environment.NewLine, failures));
    }

    [TestCaseSource(nameof(Kinds))]
    public void What_is_broken_can_be_read_whole(object kind)
    {
        var reader = (Readers)kind;
        using var folder = new TemporaryFolder();
        foreach (var sample in reader.Samples)
            Assert.That(() => reader.Read(folder.Write("whole", sample)), Throws.Nothing);
    }
}
