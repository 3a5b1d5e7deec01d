using VisEval.Harness.Results;

namespace VisEval.Distributed.Work;

/// <summary>Hands outcomes to the sink of the unit that is being done: what evaluates is made once for all units of a network.</summary>
internal sealed class UnitSink : IOutcomeSink
{
    /// <summary>The sink of the unit.</summary>
    public IOutcomeSink? Current { get; set; }

    private IOutcomeSink Of => Current ?? throw new InvalidOperationException("No unit is being done.");

    /// <inheritdoc/>
    public void Save(ImageOutcome outcome) => Of.Save(outcome);

    /// <inheritdoc/>
    public void Save(ExplanationOutcome outcome) => Of.Save(outcome);

    /// <inheritdoc/>
    public void Save(CostOutcome outcome) => Of.Save(outcome);
}
