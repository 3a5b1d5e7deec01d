using VisEval.Core;

namespace VisEval.Onnx.Graphs;

/// <summary>One operator of a graph.</summary>
/// <param name="Operator">The operator type, for example <c>Conv</c>.</param>
/// <param name="Name">The node's name, may be empty.</param>
/// <param name="Inputs">Tensor names; an empty name is an omitted optional input.</param>
/// <param name="Outputs">Tensor names.</param>
/// <param name="Attributes">long, float, string, long[], float[], string[], <see cref="Constant"/>, <see cref="Subgraph"/>,
/// or an unread attribute.</param>
/// <param name="Domain">The operator domain; empty for the standard one.</param>
public sealed record Node(
    string Operator,
    string Name,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, object> Attributes,
    string Domain = "")
{
    private static readonly IReadOnlyDictionary<string, object> None = new Dictionary<string, object>();

    /// <summary>A node of the standard domain.</summary>
    public static Node Of(
        string op, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        if (attributes.Length == 0)
            return new Node(op, "", inputs, outputs, None);
        var map = new Dictionary<string, object>();
        foreach (var (name, value) in attributes)
            map[name] = value;
        return new Node(op, "", inputs, outputs, map);
    }

    /// <summary>The name for messages: the node's own, or its first output.</summary>
    public string Label => Name.Length > 0 ? Name : Outputs[0];

    /// <summary>The graphs inside the node.</summary>
    public IEnumerable<Subgraph> Subgraphs => Attributes.Values.OfType<Subgraph>();

    /// <summary>Every tensor the node depends on: its inputs, and what graphs inside it read from outside.</summary>
    public IEnumerable<string> Reads => Attributes.Count == 0 ? Inputs : Inputs.Concat(Subgraphs.SelectMany(g => g.Captured));

    /// <summary>The node with every graph inside it changed.</summary>
    public Node WithSubgraphs(Func<Subgraph, Subgraph> change) => Subgraphs.Any()
        ? this with { Attributes = Attributes.ToDictionary(a => a.Key, a => a.Value is Subgraph inner ? change(inner) : a.Value) }
        : this;

    /// <summary>Whether input <paramref name="index"/> is present.</summary>
    public bool HasInput(int index) => index < Inputs.Count && Inputs[index].Length > 0;

    /// <summary>An input that must be there.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public string Required(int index) => HasInput(index)
        ? Inputs[index]
        : throw new InputException($"Node '{Label}' ({Operator}) has no input {index}, which the operator needs.");

    /// <summary>An integer attribute, or its default.</summary>
    public long Int(string name, long missing = 0) => Attributes.TryGetValue(name, out var value) ? Typed<long>(name, value) : missing;

    /// <summary>A float attribute, or its default.</summary>
    public float Float(string name, float missing = 0) => Attributes.TryGetValue(name, out var value) ? Typed<float>(name, value) : missing;

    /// <summary>A text attribute, or its default.</summary>
    public string Text(string name, string missing = "") =>
        Attributes.TryGetValue(name, out var value) ? Typed<string>(name, value) : missing;

    /// <summary>An integer list attribute, or null.</summary>
    public long[]? Ints(string name) => Attributes.TryGetValue(name, out var value) ? Typed<long[]>(name, value) : null;

    /// <summary>A float list attribute, or null.</summary>
    public float[]? Floats(string name) => Attributes.TryGetValue(name, out var value) ? Typed<float[]>(name, value) : null;

    /// <summary>The node with one attribute set.</summary>
    public Node With(string name, object value) => this with { Attributes = new Dictionary<string, object>(Attributes) { [name] = value } };

    /// <summary>The node without some attributes.</summary>
    public Node Without(params ReadOnlySpan<string> names)
    {
        var rest = new Dictionary<string, object>(Attributes);
        foreach (var name in names)
            rest.Remove(name);
        return this with { Attributes = rest };
    }

    private T Typed<T>(string name, object value) => value is T typed
        ? typed
        : throw new InputException($"Node '{Label}' ({Operator}): the attribute '{name}' has the wrong type.");
}
