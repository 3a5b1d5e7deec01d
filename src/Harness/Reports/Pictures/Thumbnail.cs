namespace VisEval.Harness.Reports.Pictures;

/// <summary>A picture made small.</summary>
/// <param name="Png">Its file.</param>
/// <param name="Width">Columns of the picture it was made from.</param>
/// <param name="Height">Rows of that picture.</param>
internal sealed record Thumbnail(byte[] Png, int Width, int Height);
