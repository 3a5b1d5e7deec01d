using VisEval.Methods.Shared.Layers;
using VisEval.Onnx.Graphs;

namespace VisEval.Methods.Shared.Graphs;

/// <summary>One map of the maps of several layers, as operators; the graph's twin of <see cref="LayerFusion"/>.</summary>
internal static class FusionGraph
{
    /// <summary>The mean of the maps, each divided by its largest absolute value.</summary>
    public static Value Mean(IReadOnlyList<(Value Map, SpatialLayer Layer)> maps) =>
        Fold(maps, (map, _) => Unit(map) * (1f / maps.Count), (sum, map) => sum + map);

    /// <summary>The largest value of the maps, each divided by its maximum; of larger maps than the smallest tanh(γ · map).</summary>
    public static Value Maximum(IReadOnlyList<(Value Map, SpatialLayer Layer)> maps, double gamma)
    {
        var smallest = maps.Min(m => m.Layer.Plane);
        return Fold(
            maps,
            (map, layer) => layer.Plane > smallest ? (Unit(map) * (float)gamma).Map("Tanh") : Unit(map),
            (highest, map) => map.Builder.Op("Max", [highest, map]));
    }

    private static Value Fold(
        IReadOnlyList<(Value Map, SpatialLayer Layer)> maps, Func<Value, SpatialLayer, Value> scale, Func<Value, Value, Value> join)
    {
        var largest = maps.MaxBy(m => m.Layer.Plane).Layer;
        return maps.Select(m => PlaneMatrix.Resized(
            scale(m.Map, m.Layer), (m.Layer.Height, m.Layer.Width), (largest.Height, largest.Width))).Aggregate(join);
    }

    // A map of zeros stays one.
    private static Value Unit(Value map)
    {
        var peak = map.Map("Abs").Highest(1, 2);
        return map.Where(map.Builder.Op("Equal", [peak, map.Builder.Scalar(0)]), map / peak);
    }
}
