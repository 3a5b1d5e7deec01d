using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Models;

/// <summary>The file of a recipe, for programs that open one.</summary>
internal static class NetworkCopy
{
    private const string Name = "model.onnx";

    /// <summary>The full path of the file that the network was opened from, or of a copy with what the recipe changes.</summary>
    /// <param name="recipe">The network.</param>
    /// <param name="directory">Where a copy goes.</param>
    /// <exception cref="NotApplicableException">What is changed is more than weights and a shift, or the file does not hold the weights as
    /// they are run.</exception>
    public static string Of(NetworkRecipe recipe, string directory)
    {
        var source = Path.GetFullPath(recipe.File.Path);
        if (recipe.Steps.Count == 0)
            return source;
        List<RecipeStep> redrawn = [.. recipe.Steps.OfType<RecipeStep.Redraw>()];
        List<RecipeStep.Shift> shifted = [.. recipe.Steps.OfType<RecipeStep.Shift>()];
        if (redrawn.Count + shifted.Count < recipe.Steps.Count)
            throw new NotApplicableException(
                "no-network-file", "Of a network on mosaics, or of a part of a network, no file is written for another program.");
        var path = Path.Combine(directory, Name);
        AlteredFile.Write(
            source, path, Weights(recipe.File.Graph, new NetworkRecipe(recipe.File, [.. redrawn]).Build().Graph),
            shifted.Count == 0 ? null : (recipe.File.Input, shifted.Sum(s => s.Constant)));
        return path;
    }

    // What is not redrawn is the very same constant.
    private static Dictionary<string, (Constant Old, Constant New)> Weights(Graph trained, Graph redrawn) => redrawn.Constants
        .Where(c => !ReferenceEquals(c.Value, trained.Constants.GetValueOrDefault(c.Key)))
        .ToDictionary(c => c.Key, c => (trained.Constants[c.Key], c.Value));
}
