using System.Security.Cryptography;
using System.Text.Json;

namespace VisEval.Harness.Evaluation;

/// <summary>Some methods applied to some images of one dataset and model, as plain data that can be written to a queue: several units of
/// work in one.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Methods">Keys of the sources of explanations.</param>
/// <param name="Groups">Image ids, in the groups that lend each other their maps; groups of one where nothing is lent.</param>
/// <param name="Seed">The seed of the run.</param>
internal sealed record WorkRectangle(
    string Dataset, string Model, IReadOnlyList<string> Methods, IReadOnlyList<IReadOnlyList<string>> Groups, long Seed)
{
    /// <summary>Its units of work, as <see cref="WorkUnits"/> gives them: a method on a group each, so that several threads may
    /// share them.</summary>
    public IEnumerable<WorkUnit> Units() =>
        Groups.SelectMany(images => Methods.Select(method => new WorkUnit(Dataset, Model, [method], images, Seed)));

    /// <summary>What tells it from every other: SHA-256 of its content, lower-case hex.</summary>
    public string Key() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}
