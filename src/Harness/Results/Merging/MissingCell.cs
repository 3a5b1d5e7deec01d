namespace VisEval.Harness.Results.Merging;

/// <summary>A cell that a run was to have and has not.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">The key as the store has it, of a map of another image and of a further seed with the word before.</param>
/// <param name="Metric">Unit key.</param>
/// <param name="Image">Image id.</param>
/// <param name="Target">The class; null where nothing of the image was computed, so that its classes are not known.</param>
internal sealed record MissingCell(string Dataset, string Model, string Method, string Metric, string Image, int? Target)
{
    /// <summary>Whether it is of a map of another image.</summary>
    public bool IsShuffled => new CellKey(Dataset, Model, Method, Metric, Image, 0).IsShuffled();
}

/// <summary>Something else that a run was to have.</summary>
/// <param name="What">A word for people and for missing.csv: <c>timing</c>, <c>analysis</c>, <c>pictures</c>, <c>measurement</c>.</param>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name; empty for all.</param>
/// <param name="Unit">The key of the method, visualizer or analysis; empty for all.</param>
/// <param name="Metric">The key of what pictures are measured by; empty where none is concerned.</param>
internal sealed record MissingPiece(string What, string Dataset, string Model, string Unit, string Metric = "");
