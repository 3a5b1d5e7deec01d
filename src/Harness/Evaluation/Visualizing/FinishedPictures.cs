using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What visualizers made, as a file keeps it: responses are those to the picture of 8 bits, and what is not finite is said and
/// never a number.</summary>
internal static class FinishedPictures
{
    /// <summary>The pictures with their responses checked.</summary>
    /// <param name="job">What they were made for.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="made">What the visualizer made.</param>
    /// <exception cref="NotApplicableException">A picture has values that are not finite, so that there is nothing to show.</exception>
    public static IReadOnlyList<Visualization> Of(VisualizationJob job, NetworkUnit unit, IReadOnlyList<Visualization> made) =>
        [.. made.Select(p => Of(job, unit, p))];

    /// <summary>Whether the network can be shown a picture.</summary>
    public static bool IsInput(VisualizationJob job, Visualization made) => made.Kind == PictureKind.Input
        && made.Picture.Shape.SequenceEqual([job.Model.Input.Channels, job.Model.Input.Height, job.Model.Input.Width]);

    private static Visualization Of(VisualizationJob job, NetworkUnit unit, Visualization made)
    {
        if (!SpanMath.AreFinite(made.Picture.Values))
            throw new NotApplicableException(
                "picture-not-finite",
                "The picture that was made has values that are not finite (NaN or infinite): there is nothing to show.");
        var activation = made.Activation is not null && IsInput(job, made)
            ? UnitResponses.Of(job.Model, unit, job.Space.ToInput(Tensor.Stack([EightBit.Of(made.Picture)])))[0]
            : made.Activation;
        string?[] remarks =
        [
            made.Remark,
            IsSpoilt(activation) ? $"The unit's response to this picture is not finite ({Word(activation!.Value)}) and is left out." : null,
            IsSpoilt(made.RelativeError) ? $"The error is not finite ({Word(made.RelativeError!.Value)}) and is left out." : null,
            made.Course.Count(s => !double.IsFinite(s.Value)) is > 0 and var count
                ? FormattableString.Invariant($"What is optimised was not finite at {count} of {made.Course.Count} steps.")
                : null,
        ];
        return made with
        {
            Activation = IsSpoilt(activation) ? null : activation,
            RelativeError = IsSpoilt(made.RelativeError) ? null : made.RelativeError,
            Remark = remarks.Any(r => r is not null) ? string.Join(' ', remarks.OfType<string>()) : null,
        };
    }

    private static bool IsSpoilt(double? value) => value is { } number && !double.IsFinite(number);

    private static string Word(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "infinite" : "minus infinite";
}
