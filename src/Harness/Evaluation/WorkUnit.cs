using System.Security.Cryptography;
using System.Text.Json;

namespace VisEval.Harness.Evaluation;

/// <summary>A piece of work as plain data: some methods applied to some images of one dataset and model, each explanation scored with the
/// metrics of the job. It holds names only, so that it can be written to a queue and done by another process.</summary>
/// <param name="Dataset">Dataset name.</param>
/// <param name="Model">Model name.</param>
/// <param name="Methods">Canonical unit keys of the methods.</param>
/// <param name="Images">Image ids. Each is classified and explained alone; where a job scores maps of other images, each is also
/// scored with the map of the next one, the last with that of the first.</param>
/// <param name="Seed">The seed of the run.</param>
internal sealed record WorkUnit(string Dataset, string Model, IReadOnlyList<string> Methods, IReadOnlyList<string> Images, long Seed)
{
    /// <summary>What tells this unit from every other: SHA-256 of its content, lower-case hex.</summary>
    public string Key() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}
