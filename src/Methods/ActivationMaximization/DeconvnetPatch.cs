using VisEval.Core;
using VisEval.Methods.ActivationMaximization.Evidence;
using VisEval.Methods.Shared;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Methods.ActivationMaximization;

/// <summary>What of a natural image made the unit respond: the value at the place of the highest response alone is sent back to the pixels
/// through transposed filters, pooling switches and ReLUs on what comes back, R·1[R&gt;0], and cut to the receptive field; C×h×w in [0, 1],
/// 0.5 for nothing (Zeiler and Fergus, 2014).</summary>
/// <remarks>Each picture is divided by twice its largest magnitude.</remarks>
/// <param name="Count">How many images.</param>
[Named("deconvnet-patch")]
[Paper("Zeiler, Fergus: Visualizing and Understanding Convolutional Networks, ECCV", 2014)]
[Needs(Needs.Gradient | Needs.Rules | Needs.Images)]
[Passes("images + count", "count")]
internal sealed record DeconvnetPatch(
    [InRange(1, 1000), About("How many parts, each of another image; each costs one backward pass.")] int Count = 9)
    : IFeatureVisualizer
{
    /// <inheritdoc/>
    public string? Objection(VisualizationTask task) => task.Unit switch
    {
        { IsClass: true } or { Channel: null } => "it follows one value of a layer; write --unit TENSOR:channel.",
        { Layout: { Order: not PlaceOrder.ChannelsFirst } } => "it follows a value of a convolution; this layer is none.",
        _ => null,
    };

    /// <inheritdoc/>
    public IReadOnlyList<Visualization> Synthesize(VisualizationTask task)
    {
        if (Objection(task) is { } objection)
            throw new InputException(objection);
        ReluRules.Require(task.Model, "deconvnet-patch");
        var ranking = Rank.ByPlace(task, RankEnd.Highest, Count);
        return
        [
            .. ranking.Images.Select((ranked, i) => Shown(task, ranked, i == 0 ? task.Images!.Count : 0, i == 0 ? ranking.Remark : null)),
        ];
    }

    private static Visualization Shown(VisualizationTask task, Ranked ranked, int searched, string? remark)
    {
        var (model, unit) = (task.Model, task.Unit);
        var input = task.Space.ToInput(task.Images!.Batch(ranked.Image, 1));
        var seed = Tensor.Zeros([1, .. model.Network.ShapeOf(unit.Tensor!)]);
        var plane = unit.Layout is { } layout ? layout.Height * layout.Width : 1;
        seed.Values[unit.Channel!.Value * plane + ranked.Place] = (float)ranked.Value;
        var back = model.Gradient(input, unit.Tensor!, seed, [model.InputTensor], RuleSet.DeconvNet).Gradients[0];
        var shown = task.Space.Transpose(back).Values;
        var (patch, largest) = (Patch.Of(task, ranked.Place), SpanMath.LargestMagnitude(shown));
        var picture = Array.ConvertAll(shown, v => largest > 0 ? 0.5f + v / (2 * largest) : 0.5f);
        return new Visualization(patch.Cut(picture, model.Input), PictureKind.Display, new VisualizationCost(searched + 1, 1))
        {
            Activation = ranked.Value,
            Source = $"{task.Images.Name(ranked.Image)}, {patch}",
            Remark = largest > 0 ? remark : "Nothing comes back to the pixels: the unit does not respond to the image.",
        };
    }
}
