using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>The large constants of a graph, pinned in memory, so that sessions read them there instead of each holding a copy.</summary>
/// <remarks>The runtime takes every constant for a file in memory to which the model's message refers.</remarks>
internal sealed unsafe class WeightsInPlace : IDisposable
{
    // Lists of lengths and axes must stand in the message, where the runtime's shape inference reads them.
    private const int Smallest = 4096;

    private readonly List<(string Location, MemoryHandle Pin, int Length)> _weights = [];

    private WeightsInPlace()
    {
    }

    /// <summary>The location under which the message names each constant that is left out of it.</summary>
    public Dictionary<string, string> Locations { get; } = [];

    /// <summary>Pins what is large.</summary>
    public static WeightsInPlace Of(Graph graph)
    {
        var weights = new WeightsInPlace();
        foreach (var (name, constant) in graph.Constants.Where(c => c.Value.Data.Length >= Smallest))
        {
            var location = $"viseval_weight_{weights._weights.Count}";
            weights._weights.Add((location, constant.Data.Pin(), constant.Data.Length));
            weights.Locations[name] = location;
        }
        return weights;
    }

    /// <summary>Lets a session made with these options read the constants; they must stay pinned as long as it lives.</summary>
    /// <exception cref="InvalidOperationException">The runtime refuses.</exception>
    public void AddTo(SessionOptions options)
    {
        if (_weights.Count == 0)
            return;
        options.AddSessionConfigEntry("session.use_external_initializer_file_buffers_directly", "1");
        RuntimeApi.AddWeights(
            options, [.. _weights.Select(w => w.Location)], [.. _weights.Select(w => (nint)w.Pin.Pointer)],
            [.. _weights.Select(w => (nuint)w.Length)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, pin, _) in _weights)
            pin.Dispose();
        _weights.Clear();
    }
}
