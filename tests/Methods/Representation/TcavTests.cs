using VisEval.Core;
using VisEval.Methods.Representation;
using VisEval.Methods.Representation.Contracts;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Representation;

/// <summary>Tests with concept directions on networks whose answers are known.</summary>
public sealed class TcavTests
{
    private static readonly ImageSize Size = new(1, 3, 3);
    private static readonly ConceptSensitivity Few = new(Runs: 8, RandomConcepts: 10);

    public static IEnumerable<IRepresentationAnalysis> Both => [new Tcav(Few), new FastCav(Few)];

    [TestCaseSource(nameof(Both))]
    public void On_a_linear_network_the_score_is_one_towards_a_concept_it_reads_and_zero_away_from_it(IRepresentationAnalysis analysis)
    {
        // Logit 0 reads pixel 4, logit 1 the negative of it, logit 2 pixel 0.
        var model = new LinearModel(Size, [Weights(4, 1), Weights(4, -1), Weights(0, 1)], [0, 0, 0]);
        var scores = analysis.Analyse(Planted(model)).Tables[0];
        double Score(int row) => ((Finding.Crossed)scores.Cell(row, "score")).Rows.Average();
        Assert.Multiple(() =>
        {
            Assert.That(scores.Word(0, "class"), Is.EqualTo("c0"));
            Assert.That((Score(0), Score(1)), Is.EqualTo((1.0, 0.0)));
            Assert.That(scores.Number(0, "derivative"), Is.EqualTo(1).Within(0.2));
            Assert.That(scores.Number(1, "derivative"), Is.EqualTo(-scores.Number(0, "derivative")).Within(1e-6));
            Assert.That(scores.Number(2, "derivative"), Is.EqualTo(0).Within(0.3));
            Assert.That(scores.Number(0, "zero_gradients"), Is.Zero);
        });
    }

    [TestCaseSource(nameof(Both))]
    public void Every_bar_knows_its_row_at_every_layer(IRepresentationAnalysis analysis)
    {
        var model = ConvolutionalModel.Random(Size, 3, 2);
        var concepts = new[] { 0, 20, 40 }.Select(first => new Concept(
            $"k{first}", "set", [.. Enumerable.Range(first, 20)], false)).ToList();
        var study = MadeUpStudy.Of(model, ["relu1", "relu2"], MadeUpStudy.Images(Size, 60, 8), 3, concepts);
        var findings = analysis.Analyse(study);
        var pictures = findings.Pictures.Cast<FindingPicture.Bars>().ToList();
        Assert.That(pictures, Has.Count.EqualTo(6), "two layers, three classes");
        Assert.That(
            pictures.SelectMany(p => p.Lines.Select(l => l.Row!.Value)), Is.EquivalentTo(Enumerable.Range(0, 18)), "every row once");
        var scores = findings.Tables.Single(t => t.Name == pictures[0].Table);
        foreach (var picture in pictures)
            foreach (var line in picture.Lines)
            {
                Assert.That(line.Label, Is.EqualTo("set " + scores.Word(line.Row!.Value, "concept")));
                Assert.That(picture.Title, Does.Contain($"class {scores.Word(line.Row.Value, "class")} at"
                    + $" {scores.Word(line.Row.Value, "layer")},"));
            }
    }

    [TestCaseSource(nameof(Both))]
    public void A_planted_concept_is_told_from_others_and_random_images_are_not(IRepresentationAnalysis analysis)
    {
        var directions = analysis.Analyse(Planted(LinearModel.Random(Size, 3, 5))).Tables[1];
        Assert.That(((Finding.Mean)directions.Cell(0, "accuracy")).Values.Average(), Is.GreaterThan(0.95));
        Assert.That(directions.Number(0, "random_accuracy"), Is.EqualTo(0.5).Within(0.1));
    }

    [TestCaseSource(nameof(Both))]
    public void A_network_without_a_derivative_has_a_state(IRepresentationAnalysis analysis)
    {
        var scores = analysis.Analyse(Planted(new LinearModel(Size, [new float[9], new float[9], new float[9]], [1, 2, 3]))).Tables[0];
        Assert.That(scores.Rows.Select(r => r.State.Text), Is.All.EqualTo("undefined:zero-gradient"));
        Assert.That(scores.Number(0, "zero_gradients"), Is.EqualTo(scores.Number(0, "class_images")));
    }

    [TestCaseSource(nameof(Both))]
    public void Images_that_do_not_differ_have_no_direction_and_no_score(IRepresentationAnalysis analysis)
    {
        var study = Planted(LinearModel.Random(Size, 3, 5));
        var (same, far) = (study.Networks[0].Load(0), study.Networks[0].Load(70));
        foreach (var differing in new[] { 0, 2 })
        {
            var network = study.Networks[0] with { Load = i => i < differing ? far : same };
            var findings = analysis.Analyse(study with { Networks = [network] });
            // Where two images of sixty differ, some runs draw neither.
            Assert.That(findings.Tables[1].Rows.Select(r => r.State.Text), Is.All.EqualTo("undefined:no-direction"));
            Assert.That(findings.Tables[0].Rows.Select(r => r.State.Text), Is.All.EqualTo("undefined:no-direction"));
            Assert.That(findings.Tables[0].Cell(0, "score"), Is.EqualTo(Finding.None));
            Assert.That(findings.Tables[1].Cell(0, "accuracy"), Is.EqualTo(Finding.None));
            Assert.That(findings.Pictures, Is.Empty);
        }
    }

    [TestCase(8, 10)]
    [TestCase(20, 4)]
    public void The_derivative_is_taken_once_for_every_image_however_many_runs(int runs, int random)
    {
        var model = new CountingGradients(LinearModel.Random(Size, 3, 5));
        new Tcav(new ConceptSensitivity(runs, random)).Analyse(Planted(model));
        Assert.That(model.Images, Is.EqualTo(60));
    }

    [Test]
    public void A_random_set_of_images_is_a_draw_like_others()
    {
        var model = ConvolutionalModel.Random(new ImageSize(1, 6, 6), 3, 2);
        var images = MadeUpStudy.Images(new ImageSize(1, 6, 6), 60, 8);
        Concept[] sets = [.. Enumerable.Range(0, 40).Select(s =>
        {
            int[] order = [.. Enumerable.Range(0, 60)];
            Seed.Of(s).Random().Shuffle<int>(order);
            return new Concept($"set{s}", "random", order[..15], false);
        })];
        var study = MadeUpStudy.Of(model, ["relu1"], images, 3, sets);
        var scores = new FastCav(new ConceptSensitivity(Runs: 4, RandomConcepts: 39, Class: "c0")).Analyse(study).Tables[0];
        double[] p = [.. Enumerable.Range(0, 40).Select(row => scores.Number(row, "p_draw"))];
        // Uniform on 1/40…1: the mean of forty is 0.51 with a standard deviation of 0.05.
        Assert.That(p.Average(), Is.EqualTo(0.51).Within(0.2));
        Assert.That(p.Count(v => v <= 0.1), Is.LessThan(12));
    }

    [Test]
    public void The_others_of_a_relative_test_show_another_concept_of_the_category()
    {
        var study = Planted(LinearModel.Random(Size, 3, 5));
        var second = new Concept("second", "folder", [.. Enumerable.Range(40, 20)], false);
        study = study with { Concepts = [.. study.Concepts, second, new Concept("else", "other", [.. Enumerable.Range(0, 12)], false)] };
        var relative = ConceptSets.Of(Few with { Relative = true }, study, study.Concepts[0])!;
        Assert.That(relative.Without, Is.EqualTo(second.Images));
        Assert.That(relative.Size, Is.EqualTo(20));
        var plain = ConceptSets.Of(Few, study, second)!;
        Assert.That(plain.Without, Is.EquivalentTo(Enumerable.Range(0, 40)));
    }

    [Test]
    public void Too_few_images_of_a_named_concept_and_an_unknown_class_are_objected_to()
    {
        var study = Planted(LinearModel.Random(Size, 3, 5));
        study = study with { Concepts = [.. study.Concepts, new Concept("rare", "object", [1, 2, 3], false) { IsNamed = true }] };
        var objections = new Tcav(Few with { Class = "c9+c1" }).Objections(study).ToList();
        Assert.That(objections, Has.Count.EqualTo(2));
        Assert.That(objections, Has.Some.Contains("'rare' has 3 images; at least 10"));
        Assert.That(objections, Has.Some.Contains("class 'c9'").And.Some.Contains("c1"));
    }

    // Sixty images of noise and thirty examples whose pixel 4 is raised.
    private static Study Planted(IModel model)
    {
        var images = MadeUpStudy.Images(Size, 90, 4);
        foreach (var image in images)
            foreach (ref var value in image.Memory.Span)
                value *= 0.2f;
        for (var i = 60; i < 90; i++)
            images[i].Values[4] += 3;
        return MadeUpStudy.Of(
            model, ["layer"], images, 3, [new Concept("raised", "folder", [.. Enumerable.Range(60, 30)], false)], inDataset: 60);
    }

    private static float[] Weights(int pixel, float weight) => [.. Enumerable.Range(0, 9).Select(i => i == pixel ? weight : 0)];

    private sealed class CountingGradients(LinearModel inner) : IModel
    {
        private int _images;

        public int Images => _images;

        public ImageSize Input => inner.Input;

        public int ClassCount => inner.ClassCount;

        public INetworkFacts Network => inner.Network;

        public ClassScores Predict(Tensor batch) => inner.Predict(batch);

        public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors) => inner.Activations(batch, tensors);

        public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
        {
            Interlocked.Add(ref _images, batch.BatchSize);
            return inner.Gradient(batch, seed, of, rules, reference);
        }

        public IModel With(Alteration change) => inner.With(change);
    }
}
