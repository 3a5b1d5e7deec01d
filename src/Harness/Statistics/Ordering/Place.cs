namespace VisEval.Harness.Statistics.Ordering;

/// <summary>Where a method stands.</summary>
/// <param name="Mean">Its mean over images, rounded to 12 decimals.</param>
/// <param name="Best">The best place it may have: 1 + the methods shown to be better.</param>
/// <param name="Worst">The worst place it may have: all less the methods shown to be worse.</param>
/// <param name="TiedWithFirst">Whether it is the first, or not shown to differ from it.</param>
internal sealed record Place(double Mean, int Best, int Worst, bool TiedWithFirst);
