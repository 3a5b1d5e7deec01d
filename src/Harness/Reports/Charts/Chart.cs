namespace VisEval.Harness.Reports.Charts;

/// <summary>A finished plot.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name; null for all models together.</param>
/// <param name="Title">What it shows.</param>
/// <param name="FileName">Its file under plots/; unique.</param>
/// <param name="IsWide">Whether it wants a line of its own on a page.</param>
/// <param name="Svg">An svg element; needs no font at drawing time, the viewer's are used.</param>
public sealed record Chart(string Dataset, string? Model, string Title, string FileName, bool IsWide, string Svg);
