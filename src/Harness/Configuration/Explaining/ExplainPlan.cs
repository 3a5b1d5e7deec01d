using VisEval.Harness.Evaluation;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration.Explaining;

/// <summary>Explanations of single images: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Opened">The opened model; disposed with the plan.</param>
/// <param name="Job">The model, the images and the methods; no metrics.</param>
/// <param name="Options">Seed and threads.</param>
/// <param name="ImageNames">What the files of an image are called, by image id.</param>
/// <param name="Targets">The classes to explain, by image id; null for the model's top-1.</param>
/// <param name="NamesTarget">Whether file names say the class, because the user named classes.</param>
internal sealed record ExplainPlan(
    IModel Opened,
    Job Job,
    EvaluationOptions Options,
    IReadOnlyDictionary<string, string> ImageNames,
    IReadOnlyDictionary<string, IReadOnlyList<int?>> Targets,
    bool NamesTarget)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => (Opened as IDisposable)?.Dispose();
}
