using VisEval.Core;

namespace VisEval.Harness.Configuration;

/// <summary>A unit of a run with its catalogue entry.</summary>
/// <param name="Unit">The unit, options resolved.</param>
/// <param name="Entry">Its facts.</param>
/// <param name="Images">The number of first images a metric is asked of; null for all.</param>
internal sealed record ResolvedUnit<T>(Unit<T> Unit, CatalogueEntry Entry, int? Images = null);
