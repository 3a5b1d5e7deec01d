using VisEval.Core;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>The share of a map's positive part in the explained image's own cell of a mosaic.</summary>
internal static class CellShare
{
    /// <summary>Explains a mosaic and gives the share, or the state of its map.</summary>
    /// <param name="name">The name of the number.</param>
    /// <param name="context">What a metric may ask.</param>
    /// <param name="mosaic">The mosaic.</param>
    /// <param name="variant">The copy of the network that is explained.</param>
    public static ScoreValue Of(string name, IMetricContext context, Mosaic mosaic, ModelVariant variant)
    {
        var map = context.Explain(mosaic.Image, mosaic.Target, variant)[0].ToMap(mosaic.Cell.Height, mosaic.Cell.Width);
        if (PositivePart.StateOf(map) is { IsOk: false } state)
            return ScoreValue.Without(name, CellState.Parse($"{state.Text}-on-mosaic"));
        var (inside, total) = PositivePart.Of(map, mosaic.Cell);
        return ScoreValue.Ok(name, inside / total);
    }

    /// <summary>The number of a metric whose head sees the image's own cell only.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="context">What it may ask.</param>
    /// <param name="grid">Rows and columns of the mosaic.</param>
    /// <param name="confidence">The least probability of the class of each image by itself.</param>
    /// <param name="apart">Whether the images go through the network apart.</param>
    public static MetricResult OfHead(IMetric metric, IMetricContext context, int grid, double confidence, bool apart)
    {
        if (!SpanMath.AreFinite(context.Map.Values))
            return MetricResult.Without(metric, CellState.Degenerate("not-finite"));
        var mosaic = context.Reexplanation.Mosaic(grid, confidence);
        return mosaic.IsFullSize
            ? MetricResult.Of(Of(metric.Scores[0].Name, context, mosaic, new ModelVariant.Enlarged(grid, mosaic.Place, apart)))
            : MetricResult.Without(metric, CellState.Undefined("not-fully-convolutional"));
    }
}
