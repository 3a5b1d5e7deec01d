using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness;

/// <summary>A map from code, of which nothing else is known.</summary>
internal sealed class GivenMap(SaliencyMap map) : IExplanationSource
{
    /// <inheritdoc/>
    public string Key => "map";

    /// <inheritdoc/>
    public Unit<IAttributionMethod>? Method => null;

    /// <inheritdoc/>
    public double PassesOn(IModel model, int references) => 0;

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects) =>
        [.. subjects.Select(_ => new Attribution(new Tensor(map.Values, map.Height, map.Width)))];
}
