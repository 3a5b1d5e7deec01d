using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>From which end layers are re-drawn.</summary>
internal enum LayerOrder
{
    /// <summary>From the output towards the image (Adebayo et al., NeurIPS 2018).</summary>
    TopDown,

    /// <summary>From the image towards the output (Hedström et al., 2023).</summary>
    BottomUp,
}

/// <summary>The stages of a randomization of a network's layers.</summary>
internal static class RandomizationStages
{
    /// <summary>Numbers of layers, increasing, without repetition, ending with <paramref name="layers"/>.</summary>
    /// <param name="stages">How many, evenly spread; 0 for every layer.</param>
    /// <param name="layers">The layers of the network.</param>
    public static IReadOnlyList<int> Of(int stages, int layers)
    {
        var count = stages == 0 ? layers : Math.Min(stages, layers);
        return [.. Enumerable.Range(1, count).Select(i => (int)((2L * i * layers + count) / (2 * count)))];
    }

    /// <summary>The model of which <paramref name="count"/> of <paramref name="layers"/> layers are re-drawn, from one end on.</summary>
    public static ModelVariant Cascade(int count, int layers, LayerOrder order, WeightDraw draw) =>
        new ModelVariant.Randomized(order == LayerOrder.TopDown ? 0 : layers - count, count, draw);
}
