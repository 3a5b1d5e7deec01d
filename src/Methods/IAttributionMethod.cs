using VisEval.Core;
using VisEval.Onnx.Models;

namespace VisEval.Methods;

/// <summary>A visualization method: why did the model give the target class its score?</summary>
[UnitKind("method")]
public interface IAttributionMethod
{
    /// <summary>Explains every image of a batch for its own target class; image i's result depends on image i alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The images and their seeds.</param>
    /// <param name="targets">One class index an image.</param>
    IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets);
}
