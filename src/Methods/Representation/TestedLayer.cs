using VisEval.Core;
using VisEval.Methods.Representation.Contracts;
using VisEval.Methods.Representation.Shared;

namespace VisEval.Methods.Representation;

/// <summary>What tests with concept directions found at a layer.</summary>
/// <param name="Scores">By class and concept.</param>
/// <param name="Directions">By concept.</param>
/// <param name="Pictures">By class.</param>
internal sealed record TestedLayer(
    IReadOnlyList<FindingRow> Scores, IReadOnlyList<FindingRow> Directions, IReadOnlyList<FindingPicture.Bars> Pictures)
{
    /// <summary>The name of the table of <see cref="Scores"/>.</summary>
    public const string ScoreTable = "scores";

    public static IReadOnlyList<FindingColumn> ScoreColumns { get; } =
    [
        new("network", "The network."), new("layer", "The layer."), new("class", "The class whose score is derived."),
        new("concept", "The concept."), new("category", "Its category."),
        new("class_images", "Images of the class."),
        new("shared_images", "Those of them that are also examples of the concept."),
        new("zero_gradients", "Those whose derivative is zero everywhere; they count as no rise."),
        new("score", "Share of the class's images whose score rises along the concept's direction, mean over runs, 0 to 1; the interval "
            + "allows for both images and runs.", ColumnKind.Interval),
        new("score_run_deviation", "Standard deviation of the score over runs."),
        new("random_score", "Mean score of the random concepts."),
        new("p", "Welch's two-sided t test of the runs' scores against one run of each random concept, the test of the paper; Holm's "
            + "correction is over the table.", ColumnKind.Test),
        new("p_draw", "Share of random concepts, the concept itself counted among them, whose mean score lies as far from theirs: the "
            + "concept taken as one more draw, however many runs."),
        new("derivative", "Mean over images and runs of ⟨∇S_c, v⟩/‖v‖, the score's unit over the layer's."),
    ];

    public static IReadOnlyList<FindingColumn> DirectionColumns { get; } =
    [
        new("network", "The network."), new("layer", "The layer."), new("concept", "The concept."), new("category", "Its category."),
        new("images", "Its images."), new("size", "Images on each side of a run, those kept out among them."),
        new("accuracy", "Share of images kept out on their own side of the border, mean over runs, 0 to 1; the interval is over runs.",
            ColumnKind.Interval),
        new("random_accuracy", "The same of random concepts; 0.5 in expectation."),
    ];

    /// <summary>The pictures where the scores stand in a table below those of other layers.</summary>
    /// <param name="above">The number of rows above them.</param>
    public IEnumerable<FindingPicture.Bars> PicturesBelow(int above) =>
        Pictures.Select(p => p with { Lines = [.. p.Lines.Select(l => l with { Row = l.Row + above })] });

    public static TestedLayer Of(string name, Study study, StudiedLayer layer, ConceptSensitivity settings, FitDirection fit)
    {
        // The weights of a direction add up to 0, so that the mean of all images changes nothing but the rounding.
        var rows = LayerRows.Centred(LayerRows.Of(
            study, layer, [.. Enumerable.Range(0, ConceptSensitivity.Everything(study))], LayerFeatures.All));
        var derivatives = settings.ClassesOf(study, layer.Network.Model.ClassCount).Select(c => ClassDerivatives.Of(
            study, layer, c, [.. Enumerable.Range(0, study.Images.Count).Where(i => study.Images[i].Labels.Contains(c))], settings.Score,
            rows)).ToList();
        var gram = GramMatrix.Of(rows, study.Parallel);
        var runs = new ConceptRuns(gram, fit);
        var random = new Dictionary<int, (RandomConcepts Sets, IReadOnlyList<IReadOnlyList<double[]>> ByClass)>();
        var (scores, directions) = (new List<FindingRow>(), new List<FindingRow>());
        List<Bar>[] bars = [.. derivatives.Select(_ => new List<Bar>())];
        foreach (var concept in study.Concepts.Where(c => c.Images.Count > 0))
        {
            Finding[] head = [layer.Network.Name, layer.Tensor, concept.Name, concept.Category, concept.Images.Count];
            if (ConceptSets.Of(settings, study, concept) is not { } sets)
            {
                directions.Add(new FindingRow([.. head, Finding.None, Finding.None, Finding.None], CellState.Undefined("too-few-images")));
                continue;
            }
            if (!random.TryGetValue(sets.Size, out var compared))
            {
                var drawn = RandomConcepts.Of(study, settings, runs, sets.Size, study.Seed.For(name).For("random"));
                random[sets.Size] = compared = (drawn, [.. derivatives.Select(drawn.Scores)]);
            }
            var found = new ConceptRun[settings.Runs];
            var seed = study.Seed.For(name).For(concept.Category).For(concept.Name);
            Parallel.For(0, found.Length, study.Parallel, r => found[r] = runs.Run(sets.With, sets.Without, sets.Size, seed.For(r)));
            directions.Add(Direction([.. head, sets.Size], found, compared.Sets));
            foreach (var (c, of) in derivatives.Index())
            {
                var test = ConceptTest.Of(gram, of, found, compared.ByClass[c], compared.Sets.Accuracy is not null);
                scores.Add(test.Row(study, layer, of, concept));
                if (test.HasScore)
                    bars[c].Add(new Bar($"{concept.Category} {concept.Name}", test.Score, test.RandomScore) { Row = scores.Count - 1 });
            }
        }
        return new TestedLayer(scores, directions,
        [
            .. derivatives.Index().Where(d => bars[d.Index].Count > 0).Select(d => new FindingPicture.Bars(
                $"{layer.Network.Name}-{layer.Tensor}-{study.Classes[d.Item.Target]}",
                $"Concepts of class {study.Classes[d.Item.Target]} at {layer.Tensor}, {layer.Network.Name}",
                "share of images whose score rises", bars[d.Index], 0.5) { Network = layer.Network.Name, Table = ScoreTable }),
        ]);
    }

    private static FindingRow Direction(Finding[] head, IReadOnlyList<ConceptRun> runs, RandomConcepts random)
    {
        double[] accuracies = [.. runs.Select(r => r.Accuracy).OfType<double>()];
        var hasAll = accuracies.Length == runs.Count;
        return new FindingRow(
            [.. head, hasAll ? new Finding.Mean(accuracies) : Finding.None, new Finding.Number(random.Accuracy)],
            !hasAll ? CellState.Undefined("no-direction")
            : random.Accuracy is null ? CellState.Undefined("no-random-direction") : CellState.Ok);
    }
}
