using System.Diagnostics;
using System.Globalization;
using VisEval.Core;
using VisEval.Tests.Harness.Datasets;

namespace VisEval.Tests.Harness.Fuzzing;

/// <summary>Broken files that take a new way through the program are kept and broken further: damages that no blind draw
/// combines.</summary>
[Explicit("Searches as long as it is told to; VISEVAL_FUZZ_SECONDS=60 a kind.")]
[NonParallelizable]
public sealed class CoverageFuzzTests
{
    private static readonly double Seconds =
        double.Parse(Environment.GetEnvironmentVariable("VISEVAL_FUZZ_SECONDS") ?? "10", CultureInfo.InvariantCulture);

    private const double MostSeconds = 5;
    private const int MostBytes = 100_000;

    private Coverage _coverage = null!;

    private static IEnumerable<string> Kinds => Readers.All.Select(r => r.Name);

    [OneTimeSetUp]
    public void Instrument() => _coverage = new Coverage();

    [OneTimeTearDown]
    public void Delete() => _coverage.Dispose();

    [TestCaseSource(nameof(Kinds))]
    public void Broken_files_that_reach_new_code_are_refused_or_read(string kind)
    {
        using var folder = new TemporaryFolder();
        List<byte[]> kept = [.. Readers.All.Single(r => r.Name == kind).Samples];
        var failures = new Dictionary<string, string>();
        _coverage.Forget();
        bool IsNew(byte[] file)
        {
            var path = folder.Write("broken", file);
            var clock = Stopwatch.StartNew();
            var fault = _coverage.Fault(kind, path, out var isNew);
            fault ??= clock.Elapsed.TotalSeconds > MostSeconds ? $"took {clock.Elapsed.TotalSeconds:0} s" : null;
            if (fault is not null)
                failures.TryAdd(fault, Convert.ToBase64String(file));
            return isNew;
        }
        foreach (var sample in kept.ToList())
            IsNew(sample);
        var (whole, tried) = (_coverage.Branches, 0);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < Seconds; tried++)
        {
            var random = Seed.Of(tried).For(kind).Random();
            var broken = Damages.Of(kept[random.NextInt(kept.Count)], kept[random.NextInt(kept.Count)], random);
            if (broken.Length <= MostBytes && IsNew(broken))
                kept.Add(broken);
        }
        TestContext.Out.WriteLine($"{kind}: {tried} files, {whole} branches of sound ones, {_coverage.Branches} of all, {kept.Count} kept");
        Assert.That(_coverage.Branches, Is.GreaterThan(whole), "the counters count");
        Assert.That(failures.Keys, Is.Empty, string.Join('\n', failures.Select(f => $"{f.Key}\n{f.Value}")));
    }
}
