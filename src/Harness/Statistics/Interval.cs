namespace VisEval.Harness.Statistics;

/// <summary>A closed interval.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High);
