using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Harness.Evaluation;

namespace VisEval.Distributed.Runs;

/// <summary>What one worker does at a time, as plain data.</summary>
[JsonDerivedType(typeof(Explaining), "explaining")]
[JsonDerivedType(typeof(Beside), "beside")]
[JsonDerivedType(typeof(Costs), "costs")]
internal abstract record PoolUnit
{
    private const int LengthOfId = 32;

    /// <summary>Explanations of images with their scores.</summary>
    /// <param name="Work">Methods and images.</param>
    public sealed record Explaining(WorkRectangle Work) : PoolUnit;

    /// <summary>Work beside explaining images: the pictures of a network, the analyses of a dataset.</summary>
    /// <param name="Place">Its place in the plan.</param>
    public sealed record Beside(int Place) : PoolUnit;

    /// <summary>The measurement of all costs: times of several machines do not belong together.</summary>
    public sealed record Costs : PoolUnit;

    /// <summary>What it is, for people.</summary>
    [JsonIgnore]
    public string Title => this switch
    {
        Explaining { Work: var work } =>
            $"{work.Dataset}, {work.Model}, {work.Methods.Count} methods, {work.Groups.Sum(g => g.Count)} images from {work.Groups[0][0]}",
        Beside { Place: var place } => $"pictures and analyses {place + 1}",
        _ => "the measurement of costs",
    };

    /// <summary>The text of a unit.</summary>
    public string ToText() => JsonSerializer.Serialize(this);

    /// <summary>The unit of a text.</summary>
    public static PoolUnit FromText(string text) => JsonSerializer.Deserialize<PoolUnit>(text)!;

    /// <summary>What tells it from every other unit of the run.</summary>
    public string Id() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToText())))[..LengthOfId];
}
