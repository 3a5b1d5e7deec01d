namespace VisEval.Onnx.Graphs;

/// <summary>A graph inside a node: the branch of an If, the body of a Loop or Scan. It may read tensors of the graphs around it.</summary>
/// <param name="Inputs">What the node feeds; the runtime infers the types.</param>
/// <param name="Outputs">What the node receives.</param>
/// <param name="Nodes">The operators, every one after those it depends on.</param>
/// <param name="Constants">Initializers by name.</param>
public sealed record Subgraph(
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<Node> Nodes,
    IReadOnlyDictionary<string, Constant> Constants)
{
    /// <summary>Inputs whose types and axes are stated, because the runtime does not infer them: the number of the time and the condition
    /// of a Loop.</summary>
    public IReadOnlyList<GraphInput> Stated { get; init; } = [];

    /// <summary>The tensors it reads from outside.</summary>
    public IEnumerable<string> Captured => Nodes.SelectMany(n => n.Reads).Concat(Outputs).Except(Own());

    /// <summary>The tensors it names itself.</summary>
    public HashSet<string> Own() => [.. Inputs, .. Constants.Keys, .. Nodes.SelectMany(n => n.Outputs), ""];

    /// <summary>The same graph where the tensors that it reads from outside have other names.</summary>
    /// <param name="outside">The name of a tensor of the graphs around it.</param>
    public Subgraph Reading(Func<string, string> outside)
    {
        var own = Own();
        string Name(string name) => own.Contains(name) ? name : outside(name);
        return this with
        {
            Nodes = [.. Nodes.Select(n => (n with { Inputs = [.. n.Inputs.Select(Name)] }).WithSubgraphs(g => g.Reading(Name)))],
            Outputs = [.. Outputs.Select(Name)],
        };
    }
}
