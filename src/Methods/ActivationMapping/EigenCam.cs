using VisEval.Core;
using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Models;

namespace VisEval.Methods.ActivationMapping;

/// <summary>Eigen-CAM: M·v, M the places × channels of A, v its first right singular vector; h×w at the layer, signed, the same for
/// every class (Muhammad and Yeasin, 2020).</summary>
/// <remarks>A singular vector has no sign of its own: the map sums to a number that is not negative; a centred one has its largest entry
/// positive. See <see cref="PrincipalMap"/> for ties. Of a layer without negative values v has none either (Perron and Frobenius), and the
/// map is that of the strongest places. Of a layer with negative values v is near the mean of the places, and the map may show what most
/// places share instead of what stands out: it carries a remark. The centred map does not share this.</remarks>
/// <param name="Center">Whether every channel's mean is subtracted first; not so in the paper.</param>
/// <param name="Layer">The tensor A, K×h×w; null for the model's own.</param>
[Named("eigen-cam")]
[Paper("Muhammad, Yeasin: Eigen-CAM, IJCNN", 2020)]
[Needs(Needs.Forward | Needs.Layer)]
[Claims(MapPlace.Layer)]
[Passes("1")]
[Dialect("pytorch-grad-cam", "center=true")]
internal sealed record EigenCam(
    [About("Whether the mean of every channel is subtracted first.")] bool Center = false,
    [About(OptionText.Layer)] string? Layer = null)
    : ILayerMethod
{
    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        LayerPass.Activations(
            model, batch, targets, Layer, state => PrincipalMap.Of(state.Layer, state.Planes, Center), Center ? null : Signed);

    private static string? Signed(LayerState state) => state.HasNegative
        ? $"the layer '{state.Layer.Name}' has negative values, so that the map may show what most places share instead of what stands "
            + "out; center=true, or the output of a ReLU as layer=TENSOR, does not"
        : null;
}
