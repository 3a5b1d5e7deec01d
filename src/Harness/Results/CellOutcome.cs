using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>What became of one metric of one explanation.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Result">Its numbers, or a state in the place of each.</param>
internal abstract record CellOutcome(CellKey Cell, MetricResult Result)
{
    /// <summary>The metric was evaluated.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Result">Its numbers and curves.</param>
    /// <param name="Cost">What the evaluation took.</param>
    public sealed record Scored(CellKey Cell, MetricResult Result, MetricCost Cost) : CellOutcome(Cell, Result);

    /// <summary>The metric or the method does not apply here: states <c>undefined:why</c>, no failure.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Result">The state of every number.</param>
    public sealed record NotApplicable(CellKey Cell, MetricResult Result) : CellOutcome(Cell, Result);

    /// <summary>The cell has no numbers because the explanation or its image failed; the error stands with these.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Result">The state <c>failed</c> of every number.</param>
    public sealed record Missing(CellKey Cell, MetricResult Result) : CellOutcome(Cell, Result);

    /// <summary>The metric failed.</summary>
    /// <param name="Cell">The cell.</param>
    /// <param name="Result">The state <c>failed</c> of every number.</param>
    /// <param name="Error">Why, a sentence for a person.</param>
    public sealed record Failed(CellKey Cell, MetricResult Result, string Error) : CellOutcome(Cell, Result);
}
