using System.Text.Json;
using VisEval.Harness.Statistics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>The cases of tests/Goldens/statistics2; its README tells where they come from.</summary>
public static class StatisticCases
{
    private static readonly Lazy<IReadOnlyList<StatisticCase>> All = new(() =>
    [
        .. JsonDocument.Parse(File.ReadAllText(GoldenFolder.PathOf(PathOf("cases.json")))).RootElement.EnumerateArray()
            .Select(e => new StatisticCase(e)),
    ]);

    /// <summary>All cases of a kind; there is at least one, or the test that asks is empty.</summary>
    public static IReadOnlyList<StatisticCase> Of(string kind)
    {
        var cases = All.Value.Where(c => c.Kind == kind).ToList();
        return cases.Count > 0 ? cases : throw new InvalidOperationException($"No case of the kind '{kind}'.");
    }

    internal static string PathOf(string file) => Path.Combine("statistics2", file);
}

/// <summary>One case.</summary>
public sealed record StatisticCase(JsonElement Json)
{
    // Not numbers to reach: remarks, and how far two programs of the authors were apart.
    private static readonly string[] Remarks = ["do_not_compare", "scipy_minus_own", "note"];

    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public string Kind => Json.GetProperty("kind").GetString()!;

    public JsonElement Params => Json.GetProperty("params");

    public JsonElement Inputs => Json.GetProperty("inputs");

    public JsonElement Expected => Json.GetProperty("expected");

    public double Tolerance => Json.GetProperty("tolerance").GetDouble();

    /// <summary>Whether the case has such an input.</summary>
    public bool Has(string input) => Inputs.TryGetProperty(input, out _);

    /// <summary>An input of numbers.</summary>
    public double[] Numbers(string input) => Inputs.GetProperty(input).Doubles();

    /// <summary>An input of rows of numbers.</summary>
    public double[][] Rows(string input) => Inputs.GetProperty(input).Rows();

    /// <summary>The rows of an input that is an array of integers in a file of its own.</summary>
    public int[][] Array(string input)
    {
        var array = Npy.Read(GoldenFolder.PathOf(StatisticCases.PathOf(Inputs.GetProperty(input).GetString()!)));
        return [.. Enumerable.Range(0, array.Shape[0]).Select(i => array.Item(i).Select(v => (int)v).ToArray())];
    }

    /// <summary>Asserts every expected number, list by list and name by name; null stands for what does not exist.</summary>
    /// <param name="actual">An object with the names of the expected one, and perhaps more.</param>
    /// <param name="corrected">Numbers in place of expected ones that are known to be less exact than the tolerance, by where they stand.
    /// </param>
    public void Check(object? actual, IReadOnlyDictionary<string, double>? corrected = null) =>
        Check(Expected, JsonSerializer.SerializeToElement(actual, Options), "expected", corrected ?? new Dictionary<string, double>());

    private void Check(JsonElement expected, JsonElement actual, string where, IReadOnlyDictionary<string, double> corrected)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.That(actual.ValueKind, Is.EqualTo(JsonValueKind.Object), where);
                foreach (var property in expected.EnumerateObject().Where(p => !Remarks.Contains(p.Name)))
                {
                    Assert.That(actual.TryGetProperty(property.Name, out var value), Is.True, $"{where}.{property.Name} is not computed");
                    Check(property.Value, value, $"{where}.{property.Name}", corrected);
                }
                break;
            case JsonValueKind.Array:
                Assert.That(actual.ValueKind, Is.EqualTo(JsonValueKind.Array), where);
                Assert.That(actual.GetArrayLength(), Is.EqualTo(expected.GetArrayLength()), where);
                foreach (var (i, item) in expected.EnumerateArray().Index())
                    Check(item, actual[i], $"{where}[{i}]", corrected);
                break;
            case JsonValueKind.Number:
                Assert.That(actual.ValueKind, Is.EqualTo(JsonValueKind.Number), where);
                var number = corrected.TryGetValue(where, out var exact) ? exact : expected.GetDouble();
                Assert.That(actual.GetDouble(), Is.EqualTo(number).Within(Tolerance), where);
                break;
            default:
                Assert.That(actual.ToString(), Is.EqualTo(expected.ToString()), where);
                break;
        }
    }

    public override string ToString() => Json.GetProperty("name").GetString()!;
}

/// <summary>Numbers in JSON.</summary>
internal static class StatisticJson
{
    public static double[] Doubles(this JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetDouble())];

    public static double?[] DoublesOrNull(this JsonElement list) =>
        [.. list.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble())];

    public static double[][] Rows(this JsonElement list) => [.. list.EnumerateArray().Select(Doubles)];

    public static double Number(this JsonElement row, string name) => row.GetProperty(name).GetDouble();

    /// <summary>The ends as the cases write an interval.</summary>
    public static double[]? Ends(this Interval? interval) => interval is { } found ? [found.Low, found.High] : null;

    /// <inheritdoc cref="Ends(Interval?)"/>
    public static double[] Ends(this Interval interval) => [interval.Low, interval.High];
}
