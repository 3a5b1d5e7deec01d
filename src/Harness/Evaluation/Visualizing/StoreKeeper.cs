using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>Keeps the pictures of a network and their numbers in the store of a run; a finished unit of work is one transaction, and a
/// failure is a row.</summary>
internal sealed class StoreKeeper : IVisualizationKeeper
{
    private readonly IResultStore _store;
    private readonly NetworkVisualizing _asked;
    private readonly ProgressCounter _progress;
    private readonly Dictionary<(string Unit, string Visualizer), VisualizedUnit> _made;
    private readonly Dictionary<(string Visualizer, string Metric), PictureMeasurement> _measured;

    /// <param name="store">The store, open.</param>
    /// <param name="asked">What is made.</param>
    /// <param name="progress">Told of every unit of work that is found or kept.</param>
    public StoreKeeper(IResultStore store, NetworkVisualizing asked, ProgressCounter progress)
    {
        (_store, _asked, _progress) = (store, asked, progress);
        _made = store.Read(VisualizationTables.Units).Where(u => (u.Dataset, u.Model) == (asked.Dataset, asked.Model))
            .ToDictionary(u => (u.Unit, u.Visualizer));
        _measured = store.Read(VisualizationTables.Measurements)[(asked.Dataset, asked.Model)]
            .ToDictionary(m => (m.Visualizer, m.Metric));
    }

    /// <inheritdoc/>
    public VisualizationOutcome? Find(NetworkUnit unit, string visualizer)
    {
        if (!_made.TryGetValue((unit.Name, visualizer), out var made))
            return null;
        Tell(visualizer, unit.Name);
        return VisualizedUnits.Outcome(made, unit);
    }

    /// <inheritdoc/>
    public void Keep(VisualizationOutcome outcome)
    {
        var made = VisualizedUnits.Of(_asked.Dataset, _asked.Model, _asked.Job, outcome);
        _store.Save(write =>
        {
            VisualizationTables.Write(write, made);
            if (outcome.Error is { } error)
                write.Failure(new FailureRow(
                    made.Dataset, made.Model, made.Visualizer, "", made.Unit, outcome.Unit.IsClass ? outcome.Unit.Channel : null, error));
        });
        Tell(outcome.Visualizer, outcome.Unit.Name);
    }

    /// <inheritdoc/>
    public PictureMeasurement? Find(string visualizer, string metric)
    {
        if (_measured.TryGetValue((visualizer, metric), out var measured))
            Tell(metric, visualizer);
        return measured;
    }

    /// <inheritdoc/>
    public void Keep(PictureMeasurement measured)
    {
        _store.Save(write =>
        {
            VisualizationTables.Write(write, _asked.Dataset, _asked.Model, measured);
            if (measured is { IsFailed: true, Error: { } error })
                write.Failure(new FailureRow(_asked.Dataset, _asked.Model, measured.Visualizer, measured.Metric, "", null, error));
        });
        Tell(measured.Metric, measured.Visualizer);
    }

    private void Tell(string key, string of) =>
        _progress.ReportPiece(_asked.Dataset, _asked.Model, key, $"{_asked.Dataset}/{_asked.Model}: {key}, {of}");
}
