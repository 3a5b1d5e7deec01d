using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>The backward rules of a pass: the standard gradient table with entries replaced.</summary>
/// <remarks>A model keeps one backward program for each rule set. Rule sets of this project with the same name are the same and share a
/// program, however often they are made; any other is equal only to itself, whatever its name, so keep it to be used again.</remarks>
/// <param name="Name">The name with every parameter, for messages.</param>
/// <param name="Replacements">In order: the first that applies to a node gives its rule; others get the derivative.</param>
public sealed record RuleSet(string Name, IReadOnlyList<Replacement> Replacements)
{
    // A changed copy of one of the project's rule sets is no longer one of them.
    private RuleSet(RuleSet original) =>
        (Name, Replacements, Prepare, Start, ReadsReference, IgnoresSign) =
        (original.Name, original.Replacements, original.Prepare, original.Start, original.ReadsReference, original.IgnoresSign);

    /// <summary>The exact derivative.</summary>
    public static RuleSet Standard { get; } = new("gradient", []) { IsBuiltIn = true };

    /// <summary>The exact derivative of each image's highest score, whatever the seed: no separate pass finds the class.</summary>
    public static RuleSet OfFirstChoice { get; } =
        new("gradient of the first choice", []) { IsBuiltIn = true, Start = ScoreStarts.FirstChoice };

    /// <summary>The exact derivative of the softmax probability instead of the logit.</summary>
    public static RuleSet OfProbability { get; } =
        new("gradient of the probability", []) { IsBuiltIn = true, Start = ScoreStarts.Probability };

    /// <summary>The exact derivative of the logarithm of the softmax probability: minus that of the cross-entropy.</summary>
    public static RuleSet OfLogProbability { get; } =
        new("gradient of the log-probability", []) { IsBuiltIn = true, Start = ScoreStarts.LogProbability };

    /// <summary>The exact derivative of ½Σ(a − seed)², a the tensor that is differentiated: a − seed arrives at it. With the seed 0 that
    /// of half its square.</summary>
    public static RuleSet OfHalfSquaredDistance { get; } =
        new("gradient of half the squared distance", []) { IsBuiltIn = true, Start = ScoreStarts.Distance };

    /// <summary>Guided back-propagation: R·1[x&gt;0]·1[R&gt;0] at every ReLU (Springenberg et al., 2014).</summary>
    public static RuleSet GuidedBackpropagation { get; } =
        new("guided-backprop", [GuidedRules.At(GuidedRules.Guided)]) { IsBuiltIn = true };

    /// <summary>DeconvNet: R·1[R&gt;0] at every ReLU, whatever it passed forwards (Zeiler and Fergus, 2014).</summary>
    public static RuleSet DeconvNet { get; } = new("deconvnet", [GuidedRules.At(GuidedRules.Deconvolution)]) { IsBuiltIn = true };

    /// <summary>The derivative, but what would switch a ReLU on passes it though it is off: R·1[x&gt;0 or R&gt;0] (the authors' code of
    /// Olah et al., 2017).</summary>
    public static RuleSet Redirected { get; } = new("redirected relu", [GuidedRules.At(GuidedRules.Redirected)]) { IsBuiltIn = true };

    /// <summary>RectGrad: R·1[a·R&gt;τ] at every ReLU, τ the <paramref name="quantile"/> of a·R in the layer
    /// (Kim et al., 2019).</summary>
    /// <param name="quantile">The share of the units that pass nothing.</param>
    /// <param name="proportional">Whether a max-pooling shares in proportion to the values of its window.</param>
    /// <param name="border">Whether the outermost results of padded convolutions pass nothing.</param>
    public static RuleSet RectGrad(double quantile, bool proportional = false, bool border = false) => new(
        FormattableString.Invariant($"rect-grad {quantile} {proportional} {border}"),
        [
            GuidedRules.At(RectifiedGradient.Rule(quantile)),
            .. proportional ? [ProportionalPooling.Replacement] : (IEnumerable<Replacement>)[],
            .. border ? [BorderlessConvolution.Replacement] : (IEnumerable<Replacement>)[],
        ])
    { IsBuiltIn = true };

    /// <summary>DeepLIFT with the rescale rule: multipliers m with Σ m·(x − reference) = S(x) − S(reference)
    /// (Shrikumar et al., 2017).</summary>
    public static RuleSet DeepLift => DeepLiftRules.Rules;

    /// <summary>The same rules started with the seed times each score, as layer-wise relevance propagation starts: the value that is
    /// explained is the network's own output, a probability where it has no logits. Where no rule takes the sign of a negative score back
    /// (<see cref="IgnoresSign"/>), with its magnitude.</summary>
    public RuleSet FromScore() => From("score", ScoreStarts.OwnScore);

    /// <summary>The same rules started with the seed times the magnitude of each score: for rules that share out evidence for a class,
    /// which a negative score would turn into evidence against it.</summary>
    public RuleSet FromMagnitude() => From("magnitude", ScoreStarts.Magnitude);

    /// <summary>The same rules started with the softmax over all classes but those of the seed: p_n/(1 − p_t).</summary>
    public RuleSet FromOthers() => From("others", ScoreStarts.Others);

    /// <summary>The same rules started with the derivative of ln(p_t/(1 − p_t)) by the logits: the seed minus the softmax over all other
    /// classes.</summary>
    public RuleSet FromLogOdds() => From("log-odds", ScoreStarts.LogOdds);

    /// <summary>DeepLIFT with the RevealCancel rule at activations right after a linear layer, the rescale rule elsewhere; batch
    /// normalizations are folded (Shrikumar et al., 2017).</summary>
    /// <param name="convolutions">Whether after convolutions too; else only after matrix products, the authors' choice for
    /// genomics.</param>
    public static RuleSet DeepLiftRevealCancel(bool convolutions) =>
        new($"deeplift reveal-cancel {convolutions}", [.. new RevealCancel(convolutions).Replacements, .. DeepLiftRules.Rules.Replacements])
        {
            IsBuiltIn = true,
            ReadsReference = true,
            Prepare = Rewriting.BatchNormFolding.Apply,
        };

    /// <summary>The derivative of the softmax probability, but an activation that has left the range between 0 and its value on the
    /// reference passes nothing: evidence that the reference does not hold is not followed (Wagner et al., 2019).</summary>
    public static RuleSet BoundedEvidence { get; } = new("bounded evidence", [EvidenceBounds.Replacement])
    {
        IsBuiltIn = true,
        ReadsReference = true,
        Start = ScoreStarts.Probability,
    };

    /// <summary>Rewrites the graph before rules are chosen; the second argument names the tensors that must stay.</summary>
    public Func<Graph, IReadOnlyCollection<string>, Graph> Prepare { get; init; } = (graph, _) => graph;

    /// <summary>Which score of a class the pass starts from.</summary>
    public ScoreStart Start { get; init; } = ScoreStarts.Score;

    /// <summary>Whether the rules at the last layers of a network divide by what is never negative, so that a negative score would turn
    /// every map over: a pass from the score then starts from its magnitude.</summary>
    public Func<GraphFacts, bool> IgnoresSign { get; init; } = _ => false;

    /// <summary>Whether the rules compare with a reference input: the pass then runs the network on it too.</summary>
    public bool ReadsReference { get; init; }

    /// <summary>Whether this project made it: then name and parameters say which rules it holds.</summary>
    internal bool IsBuiltIn { get; init; }

    /// <summary>What two rule sets have in common exactly when they hold the same rules.</summary>
    internal object Identity => IsBuiltIn ? Name : this;

    private RuleSet From(string start, ScoreStart value) =>
        this with { Name = $"{Name} from {start}", Start = value, IsBuiltIn = IsBuiltIn };

    /// <summary>The rule of a node, or null where nobody wrote one.</summary>
    public GradientEntry? For(Node node, GraphFacts facts)
    {
        foreach (var replacement in Replacements)
            if (replacement.Applies(node, facts))
                return new GradientEntry(replacement.Rule);
        return node.Domain.Length == 0 ? GradientTable.Standard.GetValueOrDefault(node.Operator) : null;
    }

    /// <summary>Extends a graph by the pass of these rules; see <see cref="Backward.Build"/>.</summary>
    /// <param name="graph">The forward graph.</param>
    /// <param name="shapes">Its observed shapes.</param>
    /// <param name="output">The scores.</param>
    /// <param name="of">The tensors to differentiate with respect to.</param>
    /// <param name="meaning">What the scores are; logits of a softmax unless it is said.</param>
    /// <exception cref="NotApplicableException">The pass starts from a probability, and the scores have none.</exception>
    public BackwardProgram Build(
        Graph graph, ShapeTable shapes, string output, IReadOnlyList<string> of, ScoreMeaning meaning = default)
    {
        var prepared = Prepare(graph, [output, .. of]);
        shapes = shapes.Covering(prepared);
        var start = Start == ScoreStarts.OwnScore && IgnoresSign(new GraphFacts(prepared, shapes, output)) ? ScoreStarts.Magnitude : Start;
        // The scores have one axis of classes; the others beside the batch, if any, have the length 1.
        Value Begin(Value seed, Value scores) =>
            start(seed, scores, Math.Max(1, Array.FindLastIndex(shapes.Of(output), length => length > 1)), meaning);
        return ReadsReference
            ? ReferenceCopy.Build(prepared, shapes, output, of, For, Begin)
            : Backward.Build(prepared, shapes, output, of, For, start: Begin);
    }
}

/// <summary>One replaced entry of the gradient table.</summary>
/// <param name="Applies">Which nodes it is for.</param>
/// <param name="Rule">The rule they get; its results have the shapes of the inputs.</param>
public sealed record Replacement(Func<Node, GraphFacts, bool> Applies, GradientRule Rule)
{
    /// <summary>Whether the rule divides what arrives by sums that are never negative, instead of by the results themselves: the sign
    /// of a negative result, which the relevance has, is then not taken back.</summary>
    public bool IgnoresSign { get; init; }
}
