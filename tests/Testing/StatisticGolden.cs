using System.Text.Json;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Testing;

/// <summary>A case of tests/Goldens/statistics2; its README tells where the numbers come from.</summary>
public sealed record StatisticGolden(JsonElement Json)
{
    private static readonly Lazy<IReadOnlyList<StatisticGolden>> All = new(() =>
    [
        .. JsonDocument.Parse(File.ReadAllText(PathOf("cases.json"))).RootElement.EnumerateArray().Select(e => new StatisticGolden(e)),
    ]);

    /// <summary>All cases of a kind; there is at least one.</summary>
    public static IReadOnlyList<StatisticGolden> Of(string kind)
    {
        var cases = All.Value.Where(c => c.Kind == kind).ToList();
        return cases.Count > 0 ? cases : throw new InvalidOperationException($"No reference numbers of kind '{kind}'.");
    }

    public string Kind => Json.GetProperty("kind").GetString()!;

    public double Tolerance => Json.GetProperty("tolerance").GetDouble();

    public JsonElement Params => Json.GetProperty("params");

    public JsonElement Inputs => Json.GetProperty("inputs");

    public JsonElement Expected => Json.GetProperty("expected");

    /// <summary>An input as a type that JSON can be read into.</summary>
    public T Input<T>(string name) => Inputs.GetProperty(name).Deserialize<T>()!;

    /// <summary>A parameter as a type that JSON can be read into.</summary>
    public T Param<T>(string name) => Params.GetProperty(name).Deserialize<T>()!;

    /// <summary>Whether an input is there.</summary>
    public bool Has(string input) => Inputs.TryGetProperty(input, out _);

    /// <summary>The rows of a file of indices.</summary>
    public IReadOnlyList<int[]> Rows(string input = "indices")
    {
        var array = Npy.Read(PathOf(Input<string>(input)));
        return [.. Enumerable.Range(0, array.Shape[0]).Select(i => array.Item(i).Select(v => (int)v).ToArray())];
    }

    /// <summary>Asserts every expected number, by the names of the expected fields; a field that the actual lacks is a failure.</summary>
    public void AssertAll(object actual) => Compare(Expected, JsonSerializer.SerializeToElement(actual), Tolerance, Name);

    /// <summary>Asserts that one JSON value holds all that another does, numbers within a tolerance.</summary>
    public static void Compare(JsonElement expected, JsonElement actual, double tolerance, string path)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in expected.EnumerateObject())
                {
                    Assert.That(actual.TryGetProperty(field.Name, out var value), $"{path}.{field.Name} is not covered");
                    Compare(field.Value, value, tolerance, $"{path}.{field.Name}");
                }
                break;
            case JsonValueKind.Array:
                Assert.That(actual.GetArrayLength(), Is.EqualTo(expected.GetArrayLength()), path);
                foreach (var (i, item) in expected.EnumerateArray().Index())
                    Compare(item, actual[i], tolerance, $"{path}[{i}]");
                break;
            case JsonValueKind.Number:
                Assert.That(actual.ValueKind, Is.EqualTo(JsonValueKind.Number), path);
                Assert.That(actual.GetDouble(), Is.EqualTo(expected.GetDouble()).Within(tolerance), path);
                break;
            default:
                Assert.That(actual.ToString(), Is.EqualTo(expected.ToString()), path);
                break;
        }
    }

    public override string ToString() => Name;

    private string Name => Json.GetProperty("name").GetString()!;

    private static string PathOf(string file) => Path.Combine(MetricGoldens.Repository, "tests", "Goldens", "statistics2", file);
}
