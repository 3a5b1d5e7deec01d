namespace VisEval.Harness.Configuration.Exporting;

/// <summary>An output with maps.</summary>
/// <param name="Output">Its name.</param>
/// <param name="Method">The method with its options.</param>
/// <param name="IsRandomized">Whether the method draws at random, so that its maps differ from those of <c>explain</c>.</param>
internal sealed record ExportedMap(string Output, string Method, bool IsRandomized);
