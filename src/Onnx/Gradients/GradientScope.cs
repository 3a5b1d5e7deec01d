using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>What a gradient rule sees: one node, its tensors, and the derivatives that arrive at its outputs.</summary>
/// <param name="Node">The node.</param>
/// <param name="Builder">The backward graph under construction.</param>
/// <param name="Shapes">Observed shapes of the forward graph.</param>
/// <param name="Facts">The forward graph.</param>
/// <param name="Arriving">The derivative at every output; none where the result does not depend on it.</param>
/// <param name="Wanted">Whether a derivative is wanted at each input; a rule may skip the others.</param>
/// <param name="MayBeInfinite">Whether what arrives has passed a rule whose derivative can be infinite.</param>
/// <param name="References">The name of each tensor's copy for the reference input, where the pass has one.</param>
public sealed record GradientScope(
    Node Node,
    GraphBuilder Builder,
    ShapeTable Shapes,
    GraphFacts Facts,
    IReadOnlyList<Value> Arriving,
    IReadOnlyList<bool> Wanted,
    bool MayBeInfinite,
    IReadOnlyDictionary<string, string>? References = null)
{
    /// <summary>The derivative at the first output.</summary>
    public Value Gradient => Arriving[0];

    /// <summary>The value of an input.</summary>
    public Value Input(int index) => Builder.Existing(Node.Inputs[index]);

    /// <summary>The value of an output.</summary>
    public Value Output(int index = 0) => Builder.Existing(Node.Outputs[index]);

    /// <summary>The shape of an input for a batch of 2.</summary>
    public long[] InputShape(int index = 0) => Shapes.Of(Node.Inputs[index]);

    /// <summary>The shape of an output for a batch of 2.</summary>
    public long[] OutputShape(int index = 0) => Shapes.Of(Node.Outputs[index]);

    /// <summary>Whether an input holds floating-point numbers, so that a derivative can flow into it.</summary>
    public bool IsFloat(int input) => Shapes.IsFloat(Node.Inputs[input]);

    /// <summary>An axis counted from the front.</summary>
    public int Axis(long axis, int input = 0) => (int)(axis < 0 ? axis + InputShape(input).Length : axis);

    /// <summary>The constant behind an input, or null where it is computed from the data or omitted.</summary>
    public Constant? ConstantInput(int index) => Node.HasInput(index)
        ? Facts.Graph.Constants.GetValueOrDefault(Node.Inputs[index]) ?? Shapes.FromShapes.GetValueOrDefault(Node.Inputs[index])
        : null;

    /// <summary>Sums a derivative of the shape of an output down to the shape of a broadcast input.</summary>
    public Value SumTo(Value gradient, int input, int output = 0)
    {
        var (from, to) = (OutputShape(output), InputShape(input));
        var lead = from.Length - to.Length;
        long[] leading = [.. Enumerable.Range(0, lead).Select(a => (long)a)];
        long[] stretched = [.. Enumerable.Range(lead, to.Length).Where(a => to[a - lead] == 1 && from[a] != 1).Select(a => (long)a)];
        if (stretched.Length > 0)
            gradient = gradient.Sum(keep: true, stretched);
        return leading.Length > 0 ? gradient.Sum(keep: false, leading) : gradient;
    }

    /// <summary>The operator's own derivative for another arriving value, in the shapes of the inputs.</summary>
    /// <exception cref="NoGradientRuleException">The operator has no gradient rule.</exception>
    public IReadOnlyList<Value> Derivative(Value arriving)
    {
        var entry = GradientTable.Standard.GetValueOrDefault(Node.Operator) ?? throw Refuse("the derivative cannot be taken through it.");
        return entry.Apply(this with { Arriving = [arriving, .. Enumerable.Repeat(Value.None, Arriving.Count - 1)] });
    }

    /// <summary>The same operator with another value of the same shape at an input.</summary>
    public GradientScope WithInput(int index, Value value) => this with
    {
        Node = Node with { Inputs = [.. Node.Inputs.Select((input, i) => i == index ? value.Name : input)] },
        Shapes = Shapes.Like(value.Name, Node.Inputs[index]),
    };

    /// <summary>The same operator where the network runs on the reference input.</summary>
    public GradientScope AtReference() => this with
    {
        Node = Node with { Inputs = [.. Node.Inputs.Select(Reference)], Outputs = [.. Node.Outputs.Select(Reference)] },
    };

    /// <summary>The same operator run on its present inputs: for rules that read the output.</summary>
    public GradientScope Recomputed()
    {
        var outputs = Builder.Op(
            Node.Operator, Node.Outputs.Count, [.. Node.Inputs.Select(i => i.Length > 0 ? Builder.Existing(i) : Value.None)],
            [.. Node.Attributes.Select(a => (a.Key, a.Value))]);
        var shapes = outputs.Zip(Node.Outputs).Where(pair => Shapes.Knows(pair.Second))
            .Aggregate(Shapes, (table, pair) => table.Like(pair.First.Name, pair.Second));
        return this with { Node = Node with { Outputs = [.. outputs.Select(o => o.Name)] }, Shapes = shapes };
    }

    private string Reference(string tensor) => References?.GetValueOrDefault(tensor) ?? tensor;

    /// <summary>Refuses a variant of an operator that no rule covers.</summary>
    public NoGradientRuleException Refuse(string what) => new(Node.Operator, Node.Label, what);
}
