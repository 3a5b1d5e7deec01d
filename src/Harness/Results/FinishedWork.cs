namespace VisEval.Harness.Results;

/// <summary>What a result store holds already and a resumed run does not do again; a snapshot, safe to read from several threads.</summary>
/// <param name="Cells">Cells with numbers or a named state; failed ones are not among them.</param>
/// <param name="Top1">The predicted class by dataset, model and image.</param>
/// <param name="Timed">Dataset, model and method of the costs that were measured.</param>
/// <param name="Pictures">Dataset, model and image of the gallery's pictures.</param>
/// <param name="Maps">Dataset, model, method, image and target of the gallery's maps.</param>
internal sealed record FinishedWork(
    IReadOnlySet<CellKey> Cells,
    IReadOnlyDictionary<(string Dataset, string Model, string Image), int> Top1,
    IReadOnlySet<(string Dataset, string Model, string Method)> Timed,
    IReadOnlySet<(string Dataset, string Model, string Image)> Pictures,
    IReadOnlySet<(string Dataset, string Model, string Method, string Image, int Target)> Maps)
{
    /// <summary>Nothing is done yet.</summary>
    public static FinishedWork None { get; } = new(
        new HashSet<CellKey>(), new Dictionary<(string, string, string), int>(), new HashSet<(string, string, string)>(),
        new HashSet<(string, string, string)>(), new HashSet<(string, string, string, string, int)>());
}
