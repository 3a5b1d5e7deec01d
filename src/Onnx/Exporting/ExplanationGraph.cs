using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Exporting;

/// <summary>A network inside a graph under construction: the questions of <see cref="IModel"/>, answered by tensors of the graph.</summary>
/// <remarks>Asked twice, the same question adds nothing: equal nodes are shared.</remarks>
public sealed class ExplanationGraph
{
    private readonly LoadedNetwork _network;
    private readonly GraphMerge _merge;

    // What is fed beside the images: tensors that pass round the one at which the network was cut, by the names of the part's inputs.
    private readonly IReadOnlyDictionary<string, string> _beside;

    internal ExplanationGraph(
        OnnxModel model, GraphMerge merge, Value images, Value targets, Surroundings surroundings,
        IReadOnlyDictionary<string, string>? beside = null)
    {
        (Model, _network, _merge) = (model, model.Loaded, merge);
        (Images, Targets, Surroundings) = (images, targets, surroundings);
        _beside = beside ?? new Dictionary<string, string>();
    }

    /// <summary>The network, for its facts; a question to it is no part of the graph.</summary>
    public IModel Model { get; }

    /// <summary>The graph under construction.</summary>
    public GraphBuilder Builder => _merge.Builder;

    /// <summary>The images, float N×C×H×W.</summary>
    public Value Images { get; }

    /// <summary>1 at the class that is explained, else 0; float N×classes.</summary>
    public Value Targets { get; }

    /// <summary>The colours of the input, where the preprocessing is known.</summary>
    public Surroundings Surroundings { get; }

    /// <summary>Draws what is drawn at random once and stored, the same for every image.</summary>
    public Seed Draws { get; internal init; }

    /// <summary>The scores as the network gives them, float N×classes: logits, or probabilities where it has no logits.</summary>
    public Value Scores => Activations([_network.Scores])[0].Reshape(-1, Model.ClassCount);

    /// <summary>The scores as <see cref="ClassScores.Logits"/> has them, float N×classes.</summary>
    public Value Logits
    {
        get
        {
            var (scores, (kind, areProbabilities)) = (Scores, _network.Meaning);
            Value Logarithm(Value p) => Builder.Op("Max", [p, Builder.Scalar(ScoreStarts.Tiny)]).Map("Log");
            return !areProbabilities ? scores
                : kind == ScoreKind.Sigmoid ? Logarithm(scores) - Logarithm(1 - scores)
                : Logarithm(scores);
        }
    }

    /// <summary>A start of a backward pass, float N×classes: one number at the class that is explained, another at all others.</summary>
    public Value Start(float target, float others) => Builder.Scalar(target).Where(Targets > 0.5f, Builder.Scalar(others));

    /// <summary>A constant that is stored once in the file, however many methods read it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="constant">The constant.</param>
    public Value Stored(string name, Constant constant) =>
        Builder.Existing(_merge.Large.NameOf(constant, () => _merge.Names.Take(_merge.Names.Prefix + name)));

    /// <summary>The same values for every image, N×….</summary>
    public Value ForEveryImage(Constant values)
    {
        var count = Images.Map("Shape", ("start", 0L), ("end", 1L));
        var shape = Builder.Op("Concat", [count, Builder.Ints([.. values.Dims])], ("axis", 0L));
        return Builder.Op("Expand", [Builder.Constant(values), shape]);
    }

    /// <summary>The values of tensors, N×… each.</summary>
    /// <exception cref="InputException">There is no such tensor.</exception>
    public IReadOnlyList<Value> Activations(IReadOnlyList<string> tensors)
    {
        foreach (var tensor in tensors)
            Model.Network.ShapeOf(tensor);
        var map = _merge.Add(_network.Graph.WithOutputs([.. tensors.Distinct()]), Fed());
        return [.. tensors.Select(t => ByImage(t, map[t]))];
    }

    /// <summary>The derivative of Σ_c start_c · score_c; see <see cref="IModel.Gradient(Tensor, Tensor, IReadOnlyList{string}, RuleSet,
    /// Tensor)"/>.</summary>
    /// <param name="start">The weight of every score, float N×classes.</param>
    /// <param name="of">The tensors to differentiate with respect to.</param>
    /// <param name="rules">The rules of the pass.</param>
    /// <param name="reference">The images to compare with, N×C×H×W, for rules that read a reference.</param>
    /// <exception cref="NoGradientRuleException">An operator on the way has no rule.</exception>
    public GraphGradient Gradient(Value start, IReadOnlyList<string> of, RuleSet rules, Value? reference = null)
    {
        foreach (var tensor in of)
            Model.Network.ShapeOf(tensor);
        var program = _network.Backward(_network.Graph, of, rules);
        var fed = Fed();
        fed[program.Seed] = start.Reshape([-1, .. _network.Shapes.Of(_network.Scores).Skip(1)]).Name;
        if (program.Reference is { } compared)
            fed[compared] = reference?.Name
                ?? throw new ArgumentException($"The rules '{rules.Name}' compare with a reference.", nameof(reference));
        var map = _merge.Add(program.Graph, fed);
        return new GraphGradient([.. of.Select(t => ByImage(t, map[t]))], [.. of.Zip(program.Gradients, (t, g) => ByImage(t, map[g]))]);
    }

    /// <summary>The derivative by the images, N×C×H×W.</summary>
    public Value AtInput(Value start, RuleSet rules, Value? reference = null) =>
        Gradient(start, [Model.InputTensor], rules, reference).Gradients[0];

    /// <summary>The network on other images, for the same classes.</summary>
    public ExplanationGraph At(Value images) => With((OnnxModel)Model, images, _beside);

    /// <summary>The part of the network from an inner tensor on, whose images are the values of that tensor, in its own shape; see
    /// <see cref="Alteration.CutAfter"/>.</summary>
    /// <param name="tensor">The tensor; it must have a row for every image.</param>
    /// <exception cref="InputException">There is no such tensor, or the network cannot be run from there on.</exception>
    public ExplanationGraph After(string tensor)
    {
        // Only the structure counts here: what passes beside the tensor comes from the graph, whatever the image.
        var part = (OnnxModel)Model.After(tensor, Tensor.Zeros(Model.Input.Channels, Model.Input.Height, Model.Input.Width));
        if (ReferenceEquals(part, Model))
            return this;
        var sides = NetworkTail.SidesOf(part.Loaded);
        var map = _merge.Add(_network.Graph.WithOutputs([tensor, .. sides.Select(s => s.Tensor)]), Fed());
        return With(part, Builder.Existing(map[tensor]), sides.ToDictionary(s => s.Name, s => map[s.Tensor]));
    }

    /// <summary>Repeats a piece of graph: an operator Loop.</summary>
    /// <param name="count">How often.</param>
    /// <param name="initial">What is carried from one time to the next, at the beginning.</param>
    /// <param name="body">Takes the network inside the loop, the number of the time (int64, from 0) and what is carried, and gives what is
    /// carried on; of a tensor outside see <see cref="Outside"/>.</param>
    /// <param name="ownWeights">Whether the weights stand in the loop once more. The runtime fuses convolutions only with weights of the
    /// same graph, and rounds otherwise where it does not; a path of many points makes 10⁻³ of a map of that.</param>
    /// <returns>What is carried, at the end.</returns>
    public IReadOnlyList<Value> Loop(
        int count, IReadOnlyList<Value> initial, Func<ExplanationGraph, Value, IReadOnlyList<Value>, IReadOnlyList<Value>> body,
        bool ownWeights = false)
    {
        var scope = _merge.Names.Scope();
        var inner = new GraphBuilder(scope);
        var (step, go) = (inner.Input(scope + "step", ElementType.Int64), inner.Input(scope + "go", ElementType.Bool));
        var carried = initial.Select((_, i) => inner.Input($"{scope}carried{i}", ElementType.Undefined)).ToList();
        var weights = ownWeights ? new SharedConstants(inner) : _merge.Large;
        var network = new ExplanationGraph(
            (OnnxModel)Model, new GraphMerge(inner, _merge.Names, weights), inner.Existing(Images.Name), inner.Existing(Targets.Name),
            Surroundings, _beside)
        {
            Draws = Draws,
        };
        var results = body(network, step, carried);
        string[] outputs = [go.Map("Identity").Name, .. results.Select(r => r.Name)];
        var built = inner.Build(outputs);
        var graph = new Subgraph([.. built.Inputs.Select(i => i.Name)], outputs, built.Nodes, built.Constants)
        {
            Stated = [.. built.Inputs.Where(i => i.Type != ElementType.Undefined)],
        };
        var always = Builder.Constant(new Constant(ElementType.Bool, [], new byte[] { 1 }));
        return Builder.Op("Loop", initial.Count, [Builder.Constant(Constant.IntScalar(count)), always, .. initial], ("body", graph));
    }

    /// <summary>A tensor of the graph around the loop, as an operand inside it.</summary>
    public Value Outside(Value value) => Builder.Existing(value.Name);

    private ExplanationGraph With(OnnxModel model, Value images, IReadOnlyDictionary<string, string> beside) =>
        new(model, _merge, images, Targets, Surroundings, beside) { Draws = Draws };

    private Dictionary<string, string> Fed() => new(_beside) { [_network.Input] = Images.Name };

    // A tensor into whose first axis windows or heads are folded has several rows an image.
    private Value ByImage(string tensor, string name)
    {
        var value = Builder.Existing(name);
        return _network.Shapes.Of(tensor) is [2, ..] || _network.Graph.Constants.ContainsKey(tensor)
            ? value
            : value.Reshape([-1, .. Model.Network.ShapeOf(tensor).Select(length => (long)length)]);
    }
}
