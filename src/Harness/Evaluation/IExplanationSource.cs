using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>Where explanations come from: a method that is applied to the model, or a file of maps. Called from several threads
/// at once.</summary>
internal interface IExplanationSource
{
    /// <summary>What results call it: the canonical unit key of a method, the name of a file.</summary>
    string Key { get; }

    /// <summary>The method; null where none stands behind the maps, so that nothing else can be explained in the same way.</summary>
    Unit<IAttributionMethod>? Method { get; }

    /// <summary>Which of the maps that a method draws this source makes: 1 for the first, and where nothing is drawn.</summary>
    int Seed => Results.SeedKey.First;

    /// <summary>The most images that are explained in one call ahead of their turn; 1 where each waits for its own.</summary>
    /// <param name="values">The values of an image.</param>
    int MostAhead(int values) => 1;

    /// <summary>The images that one explanation runs through the model, forwards and backwards; 0 where nothing says.</summary>
    /// <param name="model">The model.</param>
    /// <param name="references">The number of reference images.</param>
    double PassesOn(IModel model, int references);

    /// <summary>One attribution a subject, in their order.</summary>
    /// <exception cref="NotApplicableException">The method does not apply to this network.</exception>
    IReadOnlyList<Attribution> Explain(IModel model, IReadOnlyList<LoadedSubject> subjects);
}
