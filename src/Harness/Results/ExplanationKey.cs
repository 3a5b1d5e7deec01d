namespace VisEval.Harness.Results;

/// <summary>Names one explanation: a method applied to a class of an image.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Method">Canonical unit key of the method.</param>
/// <param name="Image">Image id, unique in the dataset.</param>
/// <param name="Target">The explained class; −1 where it is not known.</param>
internal sealed record ExplanationKey(string Dataset, string Model, string Method, string Image, int Target)
{
    /// <summary>What stands for the class where it could not be found out: the image was not read or not classified.</summary>
    public const int NoTarget = -1;

    /// <summary>The cell of a metric of this explanation.</summary>
    public CellKey Cell(string metric) => new(Dataset, Model, Method, metric, Image, Target);
}
