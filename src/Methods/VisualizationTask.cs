using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>What a feature visualizer is asked for.</summary>
/// <param name="Model">The network.</param>
/// <param name="Unit">What the picture is made for.</param>
/// <param name="Space">How a picture becomes the network's input.</param>
/// <param name="Seeds">The seeds of the draws, already specific to run, unit and visualizer: one picture for each.</param>
public sealed record VisualizationTask(IModel Model, NetworkUnit Unit, PictureSpace Space, IReadOnlyList<Seed> Seeds)
{
    /// <summary>Pictures of the kind that the network was made for; null for none.</summary>
    public NaturalImages? Images { get; init; }

    /// <summary>The picture whose response is imitated (inversion, caricature), C×H×W in [0, 1]; null for none.</summary>
    public Tensor? Subject { get; init; }
}
