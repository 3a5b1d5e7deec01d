using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>The file of a recipe, for programs that open one.</summary>
internal static class NetworkCopy
{
    private const string Name = "model.onnx";

    /// <summary>The full path of the file that the network was opened from, or of a copy with what the recipe changes.</summary>
    /// <param name="recipe">The network.</param>
    /// <param name="directory">Where a copy goes.</param>
    /// <exception cref="NotApplicableException">The network is a part of one, or the file does not hold the weights as they are
    /// run.</exception>
    public static string Of(NetworkRecipe recipe, string directory)
    {
        var source = Path.GetFullPath(recipe.File.Path);
        if (recipe.Steps.Count == 0)
            return source;
        if (recipe.Steps.OfType<RecipeStep.Cut>().Any())
            throw new NotApplicableException("no-network-file", "Of a part of a network no file is written for another program.");
        var path = Path.Combine(directory, Name);
        if (recipe.Steps.OfType<RecipeStep.Enlarge>().Any(e => e.Head is not null || e.Apart))
            Rebuilt(recipe.Build(), path);
        else
            Altered(recipe, source, path);
        return path;
    }

    private static void Altered(NetworkRecipe recipe, string source, string path)
    {
        List<RecipeStep> redrawn = [.. recipe.Steps.OfType<RecipeStep.Redraw>()];
        List<RecipeStep.Shift> shifted = [.. recipe.Steps.OfType<RecipeStep.Shift>()];
        AlteredFile.Write(
            source, path, Weights(recipe.File.Graph, new NetworkRecipe(recipe.File, [.. redrawn]).Build().Graph),
            new AlteredInput(recipe.File.Input)
            {
                Shift = shifted.Count == 0 ? null : shifted.Sum(s => s.Constant),
                Enlarged = recipe.Steps.OfType<RecipeStep.Enlarge>().Aggregate(1, (grid, step) => grid * step.Grid),
                IsAsPresented = ImageAxes.Fronts(recipe.File.Graph).Count == 0,
            });
    }

    // Operators are added where a head sees one cell of a mosaic, so that the file is the network as it is run.
    private static void Rebuilt(LoadedNetwork network, string path)
    {
        using var stream = File.Create(path);
        OnnxFile.Write(
            stream, network.Graph.WithOutputs([network.Scores]),
            [new GraphInput(network.Scores, ElementType.Float, [null, .. network.Shapes.Of(network.Scores)[1..]])],
            new Dictionary<string, string>());
    }

    // What is not redrawn is the very same constant.
    private static Dictionary<string, (Constant Old, Constant New)> Weights(Graph trained, Graph redrawn) => redrawn.Constants
        .Where(c => !ReferenceEquals(c.Value, trained.Constants.GetValueOrDefault(c.Key)))
        .ToDictionary(c => c.Key, c => (trained.Constants[c.Key], c.Value));
}
