using VisEval.Onnx.Models;

namespace VisEval.Harness.Datasets;

/// <summary>A model ready to run.</summary>
/// <param name="Model">The network.</param>
/// <param name="Description">What its model.json says, or null without one.</param>
/// <param name="Sha256">SHA-256 of the .onnx file, lower-case hex.</param>
/// <param name="DescriptionSha256">SHA-256 of that model.json, or null without one.</param>
internal sealed record OpenedModel(IModel Model, ModelDescription? Description, string Sha256, string? DescriptionSha256 = null)
{
    /// <summary>The same model with a preprocessing that takes the place of whatever its description and the dataset say; null for
    /// none.</summary>
    public OpenedModel With(Preprocessing? preprocessing) => preprocessing is null
        ? this
        : this with { Description = (Description ?? new ModelDescription()) with { Preprocessing = preprocessing } };
}
