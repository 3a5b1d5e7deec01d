using VisEval.Core;
using VisEval.Methods.Shared.Sampling;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Shared.Layers;

/// <summary>What one image looks like at a layer.</summary>
/// <param name="Subject">The image.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Values">The layer's values in the network's own order.</param>
internal sealed record LayerState(Subject Subject, SpatialLayer Layer, float[] Values)
{
    /// <summary>The values as K×h×w: A.</summary>
    public float[] Planes { get; } = Layer.ChannelsFirst(Values).ToArray();

    /// <summary>Whether a value of A is negative: A does not follow a ReLU.</summary>
    public bool HasNegative => Array.Exists(Planes, v => v < 0);

    /// <summary>The values of channel <paramref name="k"/>, h×w.</summary>
    public ReadOnlySpan<float> Plane(int k) => Planes.AsSpan(k * Layer.Plane, Layer.Plane);

    /// <summary>The network from the layer on; what passes beside the layer keeps the values it has for the image.</summary>
    public IModel Rest(IModel model) =>
        model.After(Layer.Name, new Tensor(Subject.Image, Subject.Size.Channels, Subject.Size.Height, Subject.Size.Width));

    /// <summary>The score of the target class after the rest of the network, for changed values of the layer.</summary>
    /// <remarks>Rows of the layer that are no place, and what passes beside it, keep the values they have for the image.</remarks>
    /// <param name="model">The network.</param>
    /// <param name="variants">The number of changes.</param>
    /// <param name="score">Which score.</param>
    /// <param name="change">Changes A, which it finds as it is for the image.</param>
    public float[] ScoresAfter(IModel model, int variants, ClassScore score, Expansion.Draw change)
    {
        var rest = Rest(model);
        var planes = new float[Planes.Length];
        return Expansion.Scores(rest, Subject with { Size = rest.Input }, variants, score, (sample, destination) =>
        {
            Planes.CopyTo(planes, 0);
            change(sample, planes);
            Values.CopyTo(destination);
            Layer.Restore(planes, destination);
        });
    }
}
