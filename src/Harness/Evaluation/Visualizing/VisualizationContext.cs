using VisEval.Core;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Methods.ActivationMaximization;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What a metric may ask about the pictures of one visualizer.</summary>
internal sealed class VisualizationContext : IVisualizationContext
{
    private const double MillisecondsInSecond = 1000;
    private const double BytesInMegabyte = 1e6;

    private readonly VisualizationJob _job;
    private readonly VisualizationMeasuring _measuring;
    private readonly SharedPictures _shared;
    private readonly Unit<IFeatureVisualizer> _visualizer;
    private readonly CancellationToken _stop;
    private readonly Lazy<IModel> _redrawn;

    /// <param name="job">What was made.</param>
    /// <param name="measuring">What it is measured by.</param>
    /// <param name="shared">What all visualizers share.</param>
    /// <param name="visualizer">The visualizer.</param>
    /// <param name="outcomes">What it made, by unit.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    public VisualizationContext(
        VisualizationJob job, VisualizationMeasuring measuring, SharedPictures shared, Unit<IFeatureVisualizer> visualizer,
        IEnumerable<VisualizationOutcome> outcomes, CancellationToken stop)
    {
        (_job, _measuring, _shared, _visualizer, _stop) = (job, measuring, shared, visualizer, stop);
        (Natural, Seed) = (shared.Natural, job.Seed.For("measure"));
        Units = [.. outcomes.Select(o => new UnitPictures(o.Unit.Name, o.Unit.IsClass ? o.Unit.Channel : null, Made(o)))];
        _redrawn = new(() => job.Model.Network.WeightLayers is { Count: > 0 } layers
            ? job.Model.Randomize([.. layers], job.Seed.For("redraw"))
            : throw new NotApplicableException("not-redrawn", "The network has no layers whose weights could be drawn again."));
    }

    private VisualizationContext(VisualizationContext own, IReadOnlyList<UnitPictures> units)
    {
        (_job, _measuring, _shared, _visualizer, _stop, _redrawn) =
            (own._job, own._measuring, own._shared, own._visualizer, own._stop, own._redrawn);
        (Natural, Seed, Units) = (own.Natural, own.Seed, units);
    }

    /// <summary>The same where every unit has the pictures of another one, and whose they are; null where there are not two units with
    /// pictures.</summary>
    /// <remarks>Units stand in a circle that the seed draws, whatever order they were asked for in.</remarks>
    public (VisualizationContext Context, IReadOnlyDictionary<string, string> MadeFor)? WithOtherUnits()
    {
        UnitPictures[] circle = [.. Units.Where(u => u.AreInputs).OrderBy(u => u.Unit, StringComparer.Ordinal)];
        if (circle.Length < 2)
            return null;
        Seed.For(PictureScoreRow.AnotherUnit).Random().Shuffle(circle.AsSpan());
        var next = circle.Select((unit, i) => (unit.Unit, Next: circle[(i + 1) % circle.Length])).ToDictionary(p => p.Unit, p => p.Next);
        return (
            new VisualizationContext(
                this, [.. Units.Where(u => u.AreInputs).Select(u => u with { Pictures = next[u.Unit].Pictures })]),
            next.ToDictionary(p => p.Key, p => p.Value.Unit));
    }

    /// <inheritdoc/>
    public IReadOnlyList<UnitPictures> Units { get; }

    /// <inheritdoc/>
    public NaturalPictures Natural { get; }

    /// <inheritdoc/>
    public Seed Seed { get; }

    /// <inheritdoc/>
    public IPictureNetwork Network => _measuring.Network;

    /// <inheritdoc/>
    public IReadOnlyList<IPictureNetwork> Others => _measuring.Others;

    /// <inheritdoc/>
    public double[] Respond(string unit, Tensor pictures)
    {
        _stop.ThrowIfCancellationRequested();
        return UnitResponses.Of(_job.Model, UnitOf(unit), _job.Space.ToInput(pictures));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Redrawn(string unit)
    {
        var task = _job.TaskOf(UnitOf(unit), _visualizer, new CountingModel(_redrawn.Value, _stop));
        try
        {
            return [.. _visualizer.Value.Synthesize(task).Where(IsInput).Select(p => EightBit.Of(p.Picture))];
        }
        catch (InputException error)
        {
            throw new NotApplicableException("not-redrawn", error.Message);
        }
    }

    /// <inheritdoc/>
    public T Share<T>(object key, Func<T> compute) => _shared.Get(key, compute);

    private NetworkUnit UnitOf(string name) => _job.Units.First(u => u.Name == name);

    private IReadOnlyList<MadePicture> Made(VisualizationOutcome outcome) =>
    [
        .. outcome.Pictures.Select(p => new MadePicture(
            EightBit.Of(p.Picture), IsInput(p),
            new ExplanationCost(
                outcome.Seconds * MillisecondsInSecond / outcome.Pictures.Count, p.Cost.Forwards, p.Cost.Backwards,
                outcome.PeakBytes / BytesInMegabyte),
            p.Source)),
    ];

    private bool IsInput(Visualization made) => FinishedPictures.IsInput(_job, made);
}
