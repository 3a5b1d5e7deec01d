using System.Text.Json.Serialization;
using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>What the user of a run said of every network beside <c>scoreOutput</c> and <c>imageSize</c>; null for what was not
/// said.</summary>
internal sealed record NetworkStatement
{
    /// <summary>The number of scores before that of class 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LabelOffset { get; init; }

    /// <summary>For every class, which of the network's scores it is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? LabelMap { get; init; }

    /// <summary>How the plane of scores of a class becomes one score.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Score { get; init; }

    /// <summary>How the scores are meant.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ScoreKind? ScoreKind { get; init; }

    /// <summary>The tensor that class activation methods use by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CamTensor { get; init; }

    /// <summary>The values of further inputs, by name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Inputs { get; init; }
}
