using System.Text.Json;
using VisEval.Core;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>The reference numbers in tests/Metrics/Goldens; its README tells where they come from.</summary>
public static class MetricGoldens
{
    private static readonly Lazy<IReadOnlyList<GoldenCase>> All = new(() =>
    [
        .. JsonDocument.Parse(File.ReadAllText(PathOf("index.json"))).RootElement.EnumerateArray().Select(e => new GoldenCase(e)),
    ]);

    /// <summary>The cases of one metric; there is at least one, or the test that asks is empty.</summary>
    public static IReadOnlyList<GoldenCase> Of(string metric)
    {
        var cases = All.Value.Where(c => c.Metric == metric).ToList();
        return cases.Count > 0 ? cases : throw new InvalidOperationException($"No reference numbers for '{metric}'.");
    }

    /// <summary>The root of the repository that the tests were built in.</summary>
    public static string Repository
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "VisEval.sln")))
                    return folder.FullName;
            throw new DirectoryNotFoundException("The repository of the tests was not found.");
        }
    }

    public static string PathOf(string file) => Path.Combine(Repository, "tests", "Metrics", "Goldens", file);
}

/// <summary>One case of the index.</summary>
public sealed record GoldenCase(JsonElement Json)
{
    public string Metric => Json.GetProperty("metric").GetString()!;

    public double Tolerance => Json.GetProperty("tolerance").GetDouble();

    public JsonElement Params => Json.GetProperty("params");

    public JsonElement Expected => Json.GetProperty("expected");

    public Npy Input(string name) => Npy.Read(MetricGoldens.PathOf(Json.GetProperty("inputs").GetProperty(name).GetString()!));

    public SaliencyMap Map(string name = "map")
    {
        var array = Input(name);
        return new SaliencyMap(array.Values, array.Shape[^2], array.Shape[^1]);
    }

    public PixelMask Mask()
    {
        var array = Input("mask");
        return new PixelMask([.. array.Values.Select(v => v != 0)], array.Shape[^2], array.Shape[^1]);
    }

    /// <summary>The expected numbers, one row an image, from the index or from a file of its own.</summary>
    public IReadOnlyList<double[]> ExpectedRows()
    {
        if (Expected.ValueKind == JsonValueKind.Array)
            return [.. Expected.EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];
        var array = Npy.Read(MetricGoldens.PathOf(Expected.GetProperty("file").GetString()!));
        return [.. Enumerable.Range(0, array.Shape[0]).Select(i => array.Item(i).Select(v => (double)v).ToArray())];
    }

    public override string ToString() => Json.GetProperty("name").GetString()!;
}
