using VisEval.Core;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Configuration.Exporting;

/// <summary>Opens the model and builds the explanations behind it. Writes nothing.</summary>
internal static class ExportPlanner
{
    // What the one map of a file is called, whatever its method.
    private const string OnlyMap = "heatmap";

    /// <summary>Plans the file.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="methods">The methods there are.</param>
    /// <param name="say">Takes what was assumed, a sentence.</param>
    /// <exception cref="InputException">Every mistake in the model, the methods and the class.</exception>
    public static ExportPlan Plan(ExportRequest request, Catalogue<IAttributionMethod> methods, Action<string> say)
    {
        var mistakes = new Mistakes();
        var model = mistakes.Try(() => new NamedNetworks(request.BaseDirectory).Find(request.Model, say));
        if (ExportPlace.Mistake(request.Out, model?.Path) is { } place)
            mistakes.Add($"--out {place}");
        mistakes.Add(Exportable.Refusals([.. request.Methods.Select(m => m.Unit)], methods));
        var reference = request.Reference is { } text
            ? mistakes.Try(() => ReferenceChoice.Read(text, request.BaseDirectory))
            : null;
        if (model is null || mistakes.Try(() => ModelFile.Open(model.Path, new EngineOptions(), request.Said)) is not { } opened)
        {
            mistakes.ThrowIfAny();
            throw new InvalidOperationException("A model that is not opened is a mistake.");
        }
        try
        {
            foreach (var warning in opened.Model.Network.Warnings)
                say(warning);
            var preprocessing = (request.Stated?.Preprocessing ?? opened.Description?.Preprocessing)?.For(opened.Model.Input.Channels);
            if (preprocessing is not null)
                mistakes.Add(PreprocessingFit.Mistakes(preprocessing, opened.Model.Input));
            var around = mistakes.Try(() => Around(preprocessing, reference, opened.Model, request.Seed));
            mistakes.ThrowIfAny();
            var network = Built(request, (OnnxModel)opened.Model, around!, mistakes);
            mistakes.ThrowIfAny();
            return new ExportPlan(request with { Model = model.Path }, opened, network!, preprocessing);
        }
        catch
        {
            (opened.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    private static Surroundings Around(Preprocessing? preprocessing, ReferenceChoice? reference, IModel model, long seed)
    {
        var colours = preprocessing?.Surroundings() ?? Surroundings.Unknown;
        if (reference is null)
            return colours;
        var images = reference.Open(preprocessing, model.Input, null, Seed.Of(seed).For("reference images"));
        // No image of the list is the one that is explained, which nobody knows yet.
        return colours with { References = images.For(Tensor.Zeros(model.Input.Channels, model.Input.Height, model.Input.Width)) };
    }

    private static ExplainedNetwork? Built(ExportRequest request, OnnxModel model, Surroundings around, Mistakes mistakes)
    {
        var network = mistakes.Try(() => new ExplainedNetwork(
            model, request.Methods is [_] ? [OnlyMap] : [.. request.Methods.Select(m => m.FileName)], request.Target, around,
            Seed.Of(request.Seed)));
        foreach (var method in request.Methods)
            try
            {
                network?.Add(((IGraphMethod)method.Unit.Value).Build);
            }
            catch (Exception error) when (error is NotApplicableException or NoGradientRuleException or InputException)
            {
                mistakes.Add($"--method {method.Unit.Key}: {error.Message}");
            }
        return network;
    }
}
