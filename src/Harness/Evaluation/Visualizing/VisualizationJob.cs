using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>Units of one network, and the visualizers that make pictures for each.</summary>
/// <param name="Model">The network.</param>
/// <param name="Space">How a picture becomes its input.</param>
/// <param name="Units">The units.</param>
/// <param name="Visualizers">The visualizers with their options.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Pictures">How many pictures, each of a seed of its own, a visualizer makes that draws random numbers.</param>
internal sealed record VisualizationJob(
    IModel Model,
    PictureSpace Space,
    IReadOnlyList<NetworkUnit> Units,
    IReadOnlyList<Unit<IFeatureVisualizer>> Visualizers,
    Seed Seed,
    int Pictures = 1)
{
    /// <summary>Pictures of the kind that the network was made for; null for none.</summary>
    public NaturalImages? Images { get; init; }

    /// <summary>The picture whose response is imitated; null for none.</summary>
    public Tensor? Subject { get; init; }

    /// <summary>Units and visualizers that make no pictures of them, by name and key.</summary>
    public IReadOnlySet<(string Unit, string Visualizer)> LeftOut { get; init; } = new HashSet<(string, string)>();

    /// <summary>Every unit with every visualizer that makes pictures of it, unit by unit.</summary>
    public IReadOnlyList<(NetworkUnit Unit, Unit<IFeatureVisualizer> Visualizer)> Pairs =>
    [
        .. Units.SelectMany(unit => Visualizers.Select(visualizer => (unit, visualizer)))
            .Where(p => !LeftOut.Contains((p.unit.Name, p.visualizer.Key))),
    ];

    /// <summary>What a visualizer is asked for.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="visualizer">The visualizer; its seeds depend on it, the unit and the seed of the run alone.</param>
    /// <param name="model">The network that it is to ask, such as one that counts.</param>
    public VisualizationTask TaskOf(NetworkUnit unit, Unit<IFeatureVisualizer> visualizer, IModel? model = null)
    {
        var seed = Seed.For("visualize").For(unit.Name).For(visualizer.Identity);
        var count = VisualizerFacts.Of(visualizer.Value).IsRandomized ? Pictures : 1;
        return new VisualizationTask(model ?? Model, unit, Space, [.. Enumerable.Range(0, count).Select(i => seed.For(i))])
        {
            Images = Images,
            Subject = Subject,
        };
    }

    /// <summary>Everything that keeps a visualizer from making pictures for a unit, sentences for a person.</summary>
    public IReadOnlyList<string> Objections() =>
        [.. Units.SelectMany(unit => Visualizers.SelectMany(v => Objections(unit, v))).Distinct()];

    /// <summary>What keeps one visualizer from making pictures for one unit, sentences for a person.</summary>
    public IReadOnlyList<string> Objections(NetworkUnit unit, Unit<IFeatureVisualizer> visualizer) =>
        VisualizerFacts.Of(visualizer.Value).Objections(visualizer.Key, TaskOf(unit, visualizer));
}
