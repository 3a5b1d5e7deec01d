using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>One change of a network on the way from its file to what is run.</summary>
internal abstract record RecipeStep
{
    /// <summary>The changed network.</summary>
    public abstract LoadedNetwork Apply(LoadedNetwork network);

    /// <summary>New weights for some layers.</summary>
    internal sealed record Redraw(ValueList<string> Layers, Seed Seed, WeightDraw Draw) : RecipeStep
    {
        /// <inheritdoc/>
        public override LoadedNetwork Apply(LoadedNetwork network)
        {
            var constants = network.Graph.Constants.ToDictionary();
            foreach (var layer in WeightLayer.Of(network.Graph.WithOutputs([network.Scores])).Where(l => Layers.Contains(l.Name)))
                layer.Redraw(constants, Seed.For(layer.Name), Draw);
            return network with { Graph = network.Graph with { Constants = constants } };
        }
    }

    /// <summary>Shifted images.</summary>
    /// <param name="Constant">What is added to every value.</param>
    /// <param name="Keep">A tensor that must stay, or null.</param>
    internal sealed record Shift(float Constant, string? Keep) : RecipeStep
    {
        /// <inheritdoc/>
        public override LoadedNetwork Apply(LoadedNetwork network) => InputShift.Of(network, Constant, Keep);
    }

    /// <summary>Mosaics of images.</summary>
    /// <param name="Grid">Rows and columns of images.</param>
    /// <param name="Head">The cell that the head sees; null for all.</param>
    /// <param name="Apart">Whether the cells go through the network apart.</param>
    internal sealed record Enlarge(int Grid, int? Head, bool Apart) : RecipeStep
    {
        /// <inheritdoc/>
        public override LoadedNetwork Apply(LoadedNetwork network) => LargerInput.Of(network, Grid, Head, Apart);
    }

    /// <summary>Only the part from a tensor on.</summary>
    internal sealed record Cut(string Tensor) : RecipeStep
    {
        /// <inheritdoc/>
        public override LoadedNetwork Apply(LoadedNetwork network) => NetworkTail.Of(network, Tensor);
    }
}
