using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>Gives the tensors of a file names that meet no other: what is fed and asked for first, then those of the source, then all
/// others, which begin with a prefix of their own.</summary>
internal sealed class TensorNames
{
    private const string Internal = "viseval_";

    private readonly HashSet<string> _source;
    private readonly HashSet<string> _kept;
    private readonly HashSet<string> _taken = [];
    private int _scopes;

    /// <param name="source">The source's graph.</param>
    /// <param name="kept">Its tensors that keep their names whatever happens; who takes one first has it.</param>
    public TensorNames(Graph source, IEnumerable<string> kept)
    {
        _kept = [.. kept];
        _source = [.. Of(source)];
        Prefix = Enumerable.Range(1, int.MaxValue).Select(n => n == 1 ? "explain_" : $"explain{n}_")
            .First(prefix => !_source.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>What the names of added tensors begin with.</summary>
    public string Prefix { get; }

    /// <summary>A prefix for the tensors of a graph inside the graph.</summary>
    public string Scope() => $"{Prefix}loop{_scopes++}_";

    /// <summary>A name for an input or output: the one wished for, with a number behind it where another one has it.</summary>
    public string Reserve(string wish) => Numbered(wish, name => !_kept.Contains(name) && _taken.Add(name));

    /// <summary>A name for a tensor that has one already.</summary>
    public string Take(string name)
    {
        if (_kept.Contains(name) && _taken.Add(name))
            return name;
        if (name.StartsWith(Internal, StringComparison.Ordinal))
            name = $"{Prefix}net_{name[Internal.Length..]}";
        return _taken.Add(name) ? name : Numbered(name, free => !_source.Contains(free) && !_kept.Contains(free) && _taken.Add(free));
    }

    private static string Numbered(string wish, Func<string, bool> take)
    {
        var name = wish;
        for (var number = 1; !take(name); number++)
            name = $"{wish}_{number}";
        return name;
    }

    private static IEnumerable<string> Of(Graph graph) =>
    [
        .. graph.Inputs.Select(i => i.Name), .. graph.Constants.Keys, .. graph.Nodes.SelectMany(n => n.Outputs),
        .. graph.Nodes.SelectMany(n => n.Subgraphs).SelectMany(Of),
    ];

    private static IEnumerable<string> Of(Subgraph graph) => [.. graph.Own(), .. graph.Nodes.SelectMany(n => n.Subgraphs).SelectMany(Of)];
}
