using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>Where finished units of work are kept, and found again by a run that is continued. Called from several threads.</summary>
internal interface IVisualizationKeeper
{
    /// <summary>What a visualizer made of a unit before; null for nothing.</summary>
    VisualizationOutcome? Find(NetworkUnit unit, string visualizer);

    /// <summary>Keeps what a visualizer made of a unit.</summary>
    void Keep(VisualizationOutcome outcome);

    /// <summary>The numbers of a visualizer by a metric from before; null for none.</summary>
    PictureMeasurement? Find(string visualizer, string metric);

    /// <summary>Keeps the numbers of a visualizer by a metric.</summary>
    void Keep(PictureMeasurement measured);
}

/// <summary>Keeps nothing.</summary>
internal sealed class NothingKept : IVisualizationKeeper
{
    /// <inheritdoc/>
    public VisualizationOutcome? Find(NetworkUnit unit, string visualizer) => null;

    /// <inheritdoc/>
    public void Keep(VisualizationOutcome outcome)
    {
        // Its caller has it.
    }

    /// <inheritdoc/>
    public PictureMeasurement? Find(string visualizer, string metric) => null;

    /// <inheritdoc/>
    public void Keep(PictureMeasurement measured)
    {
        // Its caller has it.
    }
}
