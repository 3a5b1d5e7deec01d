using VisEval.Harness.Results;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration;

/// <summary>What is said of networks, as run.json records it and back.</summary>
internal static class NetworkStatements
{
    /// <summary>The part of the choices that has no member of its own in run.json; null where nothing of it is said.</summary>
    public static NetworkStatement? Of(NetworkChoices choices)
    {
        var statement = new NetworkStatement
        {
            LabelOffset = choices.LabelOffset == 0 ? null : choices.LabelOffset,
            LabelMap = choices.LabelMap,
            Score = choices.Reduction?.Text,
            ScoreKind = choices.Kind,
            CamTensor = choices.CamTensor,
            Inputs = choices.Inputs.Count == 0 ? null : choices.Inputs,
        };
        return statement == new NetworkStatement() ? null : statement;
    }

    /// <summary>The choices with what a run.json records.</summary>
    public static NetworkChoices With(this NetworkChoices choices, NetworkStatement? statement) => statement is null
        ? choices
        : choices with
        {
            LabelOffset = statement.LabelOffset ?? 0,
            LabelMap = statement.LabelMap,
            Reduction = statement.Score is { } score ? ScoreReduction.Parse(score) : null,
            Kind = statement.ScoreKind,
            CamTensor = statement.CamTensor,
            Inputs = statement.Inputs ?? NetworkChoices.None.Inputs,
        };

    /// <summary>Height and width that are said, of whichever file; null for none.</summary>
    public static IReadOnlyList<int>? Lengths(NetworkChoices choices) => choices.Plane is { } plane ? [plane.Height, plane.Width]
        : choices.Size is { } size ? [size.Height, size.Width]
        : null;
}
