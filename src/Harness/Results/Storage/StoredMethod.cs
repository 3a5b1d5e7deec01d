namespace VisEval.Harness.Results.Storage;

/// <summary>A method on a network as the cells of a store name it: of maps of other images and of further seeds under a name of
/// its own.</summary>
internal readonly record struct StoredMethod(string Dataset, string Model, string Key)
{
    private ExplanationKey Explanation => new(Dataset, Model, Key, "", 0);

    /// <summary>Whether its maps are of other images.</summary>
    public bool IsShuffled => Explanation.IsShuffled();

    /// <summary>Whether its maps are of a further seed.</summary>
    public bool IsFurther => SeedKey.Split(Own).Seed > SeedKey.First;

    /// <summary>The cell without an image under which its numbers are listed: of the method itself, of further seeds with the
    /// first.</summary>
    public CellKey Listed => new(Dataset, Model, IsShuffled ? Own : SeedKey.Split(Own).Method, "", "", 0);

    private string Own => Explanation.Cell("").Own().Method;
}
