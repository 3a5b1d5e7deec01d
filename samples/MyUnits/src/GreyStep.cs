using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Relevance;

namespace MyUnits.Pictures;

/// <summary>One step from a grey picture: every pixel brighter or darker by <c>step</c>, whichever raises the logit of the class;
/// C×H×W in [0, 1].</summary>
/// <param name="Step">How far.</param>
[Named("grey-step")]
[Paper("A sample of docs/plugins.md", 2026)]
[Needs(Needs.Gradient)]
[Passes("2", "1")]
public sealed record GreyStep([InRange(0.0, 0.5), About("How far a pixel moves from grey.")] double Step = 0.25) : IFeatureVisualizer
{
    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) =>
        task.Unit is { IsClass: true, Channel: not null } ? null : "it shows classes; name one as class:3.";

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        var (model, target) = (task.Model, task.Unit.Channel!.Value);
        var picture = Tensor.Zeros(1, model.Input.Channels, model.Input.Height, model.Input.Width);
        picture.Values.AsSpan().Fill(0.5f);
        var one = Tensor.Zeros(1, model.ClassCount);
        one.Values[target] = 1;
        var input = model.Network.InputTensor;
        var result = model.Gradient(task.Space.ToInput(picture), one, [input], RuleSet.Standard);
        // By the picture, not by the input, whose channels may be swapped and scaled.
        var slope = task.Space.Transpose(result.Gradients[0]);
        for (var i = 0; i < picture.Length; i++)
            picture.Values[i] += (float)Step * MathF.Sign(slope.Values[i]);
        var logit = model.Predict(task.Space.ToInput(picture)).Logit(0, target);
        return [new Visualization(picture.ItemTensor(0), PictureKind.Input, new VisualizationCost(2, 1)) { Activation = logit }];
    }
}
