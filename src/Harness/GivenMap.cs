using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness;

/// <summary>A map from code, of which nothing else is known.</summary>
internal sealed class GivenMap : IExplanationSource
{
    private readonly Attribution _map;

    /// <param name="map">The map.</param>
    /// <param name="size">The network's input.</param>
    /// <exception cref="InputException">The map is empty, larger than the input, or transposed.</exception>
    public GivenMap(SaliencyMap map, ImageSize size)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (MapShape.Mistake([map.Height, map.Width], size) is { } wrong)
            throw new InputException($"map: {wrong}");
        _map = new Attribution(new Tensor(map.Values, map.Height, map.Width));
    }

    /// <inheritdoc/>
    public string Key => "map";

    /// <inheritdoc/>
    public Unit<IAttributionMethod>? Method => null;

    /// <inheritdoc/>
    public double PassesOn(IModel model, int references) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects) =>
        [.. subjects.Select(_ => _map)];
}
