using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using ImageSet = VisEval.Tests.Testing.Images;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Networks with a plane of scores a class, against loops over the planes that the file itself gives.</summary>
[Category("Engine")]
public sealed class ScorePlanesTests
{
    private const int Side = 8;
    private static readonly Tensor Images = ImageSet.Random(new ImageSize(3, Side, Side), 3, seed: 5).Values;

    private static readonly string[] Reductions = ["mean", "max", "mean-of-class-mask", "pixel:2,5"];

    private static IEnumerable<object[]> Cases => Reductions.SelectMany(r => new[] { 1, 2, 5 }.Select(k => new object[] { r, k }));

    [TestCaseSource(nameof(Cases))]
    public void Scores_are_those_of_loops_over_the_planes(string reduction, int classes)
    {
        using var model = Open(Segmenting(classes), reduction);
        var (scores, planes) = (model.Predict(Images), Planes(Segmenting(classes)));
        for (var n = 0; n < Images.BatchSize; n++)
            for (var k = 0; k < classes; k++)
                // One plane is that of yes, class 1.
                Assert.That(
                    scores.Logit(n, classes == 1 ? 1 : k), Is.EqualTo(Naive(reduction, planes, n, k)).Within(1e-5), $"{n}, {k}");
        Assert.That(model.ClassCount, Is.EqualTo(classes == 1 ? 2 : classes));
        Assert.That(model.Notes, Has.Some.Contains($"score '{reduction}'").And.Contains("8×8 places"));
    }

    [TestCaseSource(nameof(Cases))]
    public void Gradients_are_those_of_finite_differences(string reduction, int classes)
    {
        using var model = Open(Segmenting(classes), reduction);
        for (var n = 0; n < Images.BatchSize; n++)
        {
            var checks = GradientCheck.Run(model, Images.Items(n, 1), s => s.Logits, 6, Seed.Of(3));
            Assert.That(checks.Where(c => c.IsTold).Select(c => c.RelativeError), Is.Not.Empty.And.All.LessThan(1e-2));
        }
    }

    // The mask is what it is at the image, and counts as constant: each plane's derivative is averaged over it.
    [Test]
    public void The_mask_is_constant_in_the_derivative()
    {
        var graph = Segmenting(5);
        using var model = Open(graph, "mean-of-class-mask");
        var planes = Planes(graph);
        var target = Enumerable.Range(0, 5).First(k => Mask(planes, 0, k).Count is > 1 and < Side * Side);
        var mask = Mask(planes, 0, target);
        float[] Gradient(OnnxModel of) => of.Gradient(
            Images.Items(0, 1), ModelExtensions.OneHot([target], of.ClassCount), ["image"], RuleSet.Standard).Gradients[0].Values;
        var sum = new double[3 * Side * Side];
        foreach (var (y, x) in mask)
        {
            using var pixel = Open(graph, $"pixel:{y},{x}");
            foreach (var (i, value) in Gradient(pixel).Index())
                sum[i] += value / mask.Count;
        }
        Assert.That(Gradient(model), Is.EqualTo(sum).Within(1e-5));
    }

    [Test]
    public void A_class_that_is_nowhere_the_first_has_its_largest_value()
    {
        Value Rare(GraphBuilder b, Value x) => x + b.Constant(Constant.Of([0, -100, 0], 1, 3, 1, 1));
        using var model = Open(Segmenting(3, Rare), "mean-of-class-mask");
        var planes = Planes(Segmenting(3, Rare));
        Assert.That(model.Predict(Images).Logit(1, 1), Is.EqualTo(planes.Item(1).Slice(Side * Side, Side * Side).ToArray().Max()));
    }

    private static IEnumerable<TestCaseData> Heads =>
    [
        new((Func<GraphBuilder, Value, Value>)((b, x) => x.Map("Softmax", ("axis", 1L))), ScoreKind.Softmax),
        new((Func<GraphBuilder, Value, Value>)((b, x) => x.Map("LogSoftmax", ("axis", -3L))), ScoreKind.Softmax),
        new((Func<GraphBuilder, Value, Value>)((b, x) => x.Map("Sigmoid").Map("Identity")), ScoreKind.Sigmoid),
        new((Func<GraphBuilder, Value, Value>)((b, x) => x.Transpose(0, 2, 3, 1).Map("Softmax", ("axis", -1L))), ScoreKind.Softmax),
        new((Func<GraphBuilder, Value, Value>)((b, x) =>
            x.Transpose(0, 3, 2, 1).Map("Softmax", ("axis", 3L)).Transpose(0, 3, 2, 1)), ScoreKind.Softmax),
    ];

    [TestCaseSource(nameof(Heads))]
    public void Scores_are_the_logits_behind_a_softmax_over_the_classes(Func<GraphBuilder, Value, Value> head, ScoreKind kind)
    {
        foreach (var reduction in Reductions)
        {
            using var model = Open(Segmenting(5, head), reduction);
            using var plain = Open(Segmenting(5), reduction);
            Assert.That(model.Predict(Images).Logits.Values, Is.EqualTo(plain.Predict(Images).Logits.Values).Within(1e-5), reduction);
            Assert.That(model.Predict(Images).Kind, Is.EqualTo(kind));
        }
    }

    [Test]
    public void Channels_last_planes_are_told_by_the_proportions_of_the_image()
    {
        using var last = Open(Segmenting(5, (_, x) => x.Transpose(0, 2, 3, 1)), "mean");
        using var first = Open(Segmenting(5), "mean");
        Assert.That(last.Predict(Images).Logits.Values, Is.EqualTo(first.Predict(Images).Logits.Values).Within(1e-6));
    }

    [Test]
    public void A_number_stays_as_the_network_gives_it()
    {
        Value Head(GraphBuilder b, Value x) => x.Map("Sigmoid");
        using var model = Open(Segmenting(5, Head), "mean", ScoreKind.Linear);
        var planes = Planes(Segmenting(5, Head));
        Assert.That(model.Predict(Images).Logit(2, 3), Is.EqualTo(Naive("mean", planes, 2, 3)).Within(1e-6));
        Assert.That(model.Predict(Images).HasProbabilities, Is.False);
    }

    [Test]
    public void A_statement_that_contradicts_the_end_is_refused() => Assert.That(
        () => Open(Segmenting(5, (_, x) => x.Map("Sigmoid")), "mean", ScoreKind.Softmax),
        Throws.TypeOf<InputException>().With.Message.Contains("ends in a sigmoid"));

    [Test]
    public void Planes_without_a_word_are_refused_with_what_can_be_said() => Assert.That(
        () => Open(Segmenting(5), null),
        Throws.TypeOf<InputException>().With.Message.Contains("'planes' [N×5×8×8]").And.Message.Contains("segmentation")
            .And.Message.Contains("--score mean-of-class-mask").And.Message.Contains("\"score\"").And.Message.Contains("pixel:Y,X"));

    [TestCase("pixel:8,0")]
    [TestCase("pixel:0,8")]
    public void A_pixel_outside_is_refused(string reduction) => Assert.That(
        () => Open(Segmenting(5), reduction),
        Throws.TypeOf<InputException>().With.Message.Contains("rows are 0 to 7, columns 0 to 7"));

    [Test]
    public void One_score_a_class_needs_no_reduction() => Assert.That(
        () => Open(SmallNetworks.Convolutional(), "mean"),
        Throws.TypeOf<InputException>().With.Message.Contains("'scores' [N×4]").And.Message.Contains("leave it out"));

    [TestCase("mean", true)]
    [TestCase("pixel:0,12", true)]
    [TestCase("pixel:-1,2", false)]
    [TestCase("pixel:1", false)]
    [TestCase("pixel:1,2,3", false)]
    [TestCase("pixel: 1,2", false)]
    [TestCase("Mean", false)]
    [TestCase("", false)]
    public void What_is_written_comes_back(string text, bool allowed) =>
        Assert.That(ScoreReduction.Parse(text)?.Text, Is.EqualTo(allowed ? text : null));

    private static double Naive(string reduction, Tensor planes, int n, int k)
    {
        var values = Values(planes, n, k);
        var mask = Mask(planes, n, k);
        return reduction switch
        {
            "mean" => values.Average(),
            "max" => values.Max(),
            "mean-of-class-mask" => mask.Count == 0 ? values.Max() : mask.Average(p => values[p.Y * Side + p.X]),
            _ => values[2 * Side + 5],
        };
    }

    private static float[] Values(Tensor planes, int n, int k) => planes.Item(n).Slice(k * Side * Side, Side * Side).ToArray();

    private static List<(int Y, int X)> Mask(Tensor planes, int n, int k)
    {
        var classes = planes.Shape[1];
        List<(int Y, int X)> mask = [];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
            {
                var scores = Enumerable.Range(0, classes).Select(c => Values(planes, n, c)[y * Side + x]).ToList();
                if (classes == 1 ? scores[0] > 0 : scores.IndexOf(scores.Max()) == k)
                    mask.Add((y, x));
            }
        return mask;
    }

    private static Graph Segmenting(int classes, Func<GraphBuilder, Value, Value>? head = null)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, Side, Side);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w1", 1, 6, 3, 3, 3)], ("pads", new long[] { 1, 1, 1, 1 })).Map("Relu");
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w2", 2, classes, 6, 1, 1)]);
        if (head is not null)
            x = head(b, x);
        b.Add(Node.Of("Identity", [x.Name], ["planes"]));
        return b.Build(["planes"]);
    }

    private static OnnxModel Open(Graph graph, string? reduction, ScoreKind? kind = null)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0), choices: new NetworkChoices(Kind: kind)
        {
            Reduction = reduction is null ? null : ScoreReduction.Parse(reduction),
        });
    }

    private static Tensor Planes(Graph graph)
    {
        using var session = new Session(graph, 1);
        return session.Run(("image", Images))[0];
    }
}
