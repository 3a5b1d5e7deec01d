using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Format;

/// <summary>Puts nodes into an order in which they can run: files in the wild are not always sorted.</summary>
internal static class NodeSorter
{
    /// <summary>Kahn's algorithm; of the nodes that could run next, the first in the file does.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="known">What is there before any node runs.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="InputException">A tensor is produced twice or not at all, or the nodes form a cycle.</exception>
    public static IReadOnlyList<Node> Sort(IReadOnlyList<Node> nodes, IEnumerable<string> known, string path)
    {
        var there = new HashSet<string>(known) { "" };
        var producer = new Dictionary<string, int>();
        for (var i = 0; i < nodes.Count; i++)
            foreach (var name in nodes[i].Outputs.Where(o => o.Length > 0))
                if (there.Contains(name) || !producer.TryAdd(name, i))
                    throw new InputException($"{path}: the tensor '{name}' is produced twice.");

        var missing = new int[nodes.Count];
        var readers = nodes.Select(_ => new List<int>()).ToList();
        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var name in nodes[i].Reads.Where(r => !there.Contains(r)).Distinct())
            {
                if (!producer.TryGetValue(name, out var from))
                    throw new InputException(
                        $"{path}: node '{nodes[i].Label}' ({nodes[i].Operator}) reads the tensor '{name}', which nothing produces.");
                readers[from].Add(i);
                missing[i]++;
            }
            if (missing[i] == 0)
                ready.Enqueue(i, i);
        }

        var sorted = new List<Node>(nodes.Count);
        while (ready.TryDequeue(out var i, out _))
        {
            sorted.Add(nodes[i]);
            foreach (var reader in readers[i])
                if (--missing[reader] == 0)
                    ready.Enqueue(reader, reader);
        }
        if (sorted.Count < nodes.Count)
        {
            var stuck = nodes[Array.FindIndex(missing, m => m > 0)];
            throw new InputException($"{path}: the graph has a cycle through or before node '{stuck.Label}' ({stuck.Operator}).");
        }
        return sorted;
    }
}
