using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>An operator that ran.</summary>
/// <param name="Name">The node's name; may be empty, or that of several that the runtime made one.</param>
/// <param name="Operator">The operator type; a part of the graph that a device takes as a whole has a name of its own.</param>
/// <param name="Provider">The execution provider that ran it.</param>
public sealed record PlacedNode(string Name, string Operator, string Provider)
{
    /// <summary>Whether the CPU ran it.</summary>
    public bool IsOnCpu => Provider == "CPUExecutionProvider";
}

/// <summary>Which operators of a graph run where: what the runtime itself wrote down of a run, not what was hoped for.</summary>
internal static class Placement
{
    /// <summary>Runs a graph once on a device.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="device">The device.</param>
    /// <param name="batch">The images of the black batch that it is run on.</param>
    /// <param name="stop">Stops it.</param>
    /// <returns>What ran, in order, without the copies between devices.</returns>
    /// <exception cref="OnnxRuntimeException">The device cannot run the graph.</exception>
    public static IReadOnlyList<PlacedNode> Of(Graph graph, Device device, long batch, CancellationToken stop = default)
    {
        var folder = Directory.CreateTempSubdirectory("viseval-placement-");
        var feeds = graph.Inputs.Select(i => ShapeObserver.Zeros(i, batch)).ToList();
        try
        {
            var settings = new SessionSettings(Threads: 1) { Device = device, Profile = Path.Combine(folder.FullName, "run") };
            using var session = new CompiledGraph(graph, settings, stop);
            using var options = new RunOptions();
            session.Run(options, [.. graph.Inputs.Select(i => i.Name)], feeds).Dispose();
            using var profile = JsonDocument.Parse(File.ReadAllBytes(session.EndProfile()));
            return [.. profile.RootElement.EnumerateArray().Select(Node).OfType<PlacedNode>()];
        }
        finally
        {
            foreach (var feed in feeds)
                feed.Dispose();
            folder.Delete(recursive: true);
        }
    }

    private static PlacedNode? Node(JsonElement step)
    {
        const string kernel = "_kernel_time";
        if (step.GetProperty("cat").GetString() != "Node" || step.GetProperty("name").GetString() is not { } name
            || !name.EndsWith(kernel, StringComparison.Ordinal))
            return null;
        var facts = step.GetProperty("args");
        var op = facts.GetProperty("op_name").GetString()!;
        return op.StartsWith("Memcpy", StringComparison.Ordinal)
            ? null
            : new PlacedNode(name[..^kernel.Length], op, facts.GetProperty("provider").GetString()!);
    }
}
