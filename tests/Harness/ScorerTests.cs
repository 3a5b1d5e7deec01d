using VisEval.Core;
using VisEval.Harness;
using VisEval.Onnx.Graphs;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness;

/// <summary>Scoring a heatmap from code.</summary>
public sealed class ScorerTests
{
    private static readonly string Model = Path.Combine(Repository.Root, "datasets", "scenes", "models", "residual", "model.onnx");
    private static readonly string File = Path.Combine(Repository.Root, "datasets", "scenes", "images", "one-000.png");
    private Network _network = null!;

    [OneTimeSetUp]
    public void Open() => _network = Network.Open(Model);

    [OneTimeTearDown]
    public void Close() => _network.Dispose();

    // A map whose largest value lies in row 20, column 40.
    private static SaliencyMap Peak()
    {
        var values = new float[64 * 64];
        values[20 * 64 + 40] = 1;
        return new SaliencyMap(values, 64, 64);
    }

    [Test]
    public void The_place_of_the_class_is_what_the_box_or_the_mask_holds()
    {
        var input = _network.InputOf(InputImage.FromFile(File));
        double? Hit(Truth truth) => Scorer.Score(_network.Model, input, Peak(), 0, truth, "pointing-game:tolerance=0").Single().Value;
        var mask = new bool[64, 64];
        mask[20, 40] = true;
        var elsewhere = new bool[64, 64];
        elsewhere[40, 20] = true;
        Assert.That(Hit(Truth.FromBoxes(new Box(40, 20, 41, 21))), Is.EqualTo(1));
        Assert.That(Hit(Truth.FromBoxes(new Box(20, 40, 21, 41))), Is.Zero);
        Assert.That(Hit(Truth.FromMask(mask)), Is.EqualTo(1));
        Assert.That(Hit(Truth.FromMask(elsewhere)), Is.Zero);
    }

    [Test]
    public void What_cannot_be_known_is_a_state()
    {
        var input = _network.InputOf(InputImage.FromFile(File));
        var scores = Scorer.Score(_network.Model, input, Peak(), 0, null, "pointing-game", "max-sensitivity:samples=2");
        Assert.That(scores.Select(s => s.Value), Is.All.Null);
        Assert.That(scores.Select(s => $"{s.State}").Distinct(), Is.EqualTo(new[] { "undefined:no-annotation", "undefined:no-method" }));
    }

    [Test]
    public void It_can_be_stopped()
    {
        var input = _network.InputOf(InputImage.FromFile(File));
        Assert.That(
            () => Scorer.Score(_network.Model, input, Peak(), 0, null, new CancellationToken(canceled: true), "deletion"),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_map_of_a_method_and_the_method_itself_get_the_same_numbers()
    {
        var image = InputImage.FromFile(File);
        var heatmap = _network.Explain(image, "grad-cam", 3);
        var truth = Truth.FromBoxes(new Box(10, 10, 30, 30));
        string[] metrics = ["deletion", "insertion", "relevance-mass", "sparseness"];
        var own = _network.Score(image, "grad-cam", metrics, 3, truth);
        Assert.That(own.Select(s => s.Value), Is.All.Not.Null);
        Assert.That(_network.ScoreMap(image, heatmap.Map, metrics, 3, truth), Is.EqualTo(own));
        // Only a method can explain a changed image.
        Assert.That(_network.Score(image, "grad-cam", ["max-sensitivity:samples=2"], 3)[0].Value, Is.Not.Null);
    }

    // A classifier of 3 classes on images of 8 rows and 12 columns: the means of the channels.
    private static TemporaryModel Wide()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 3, 8, 12).Map("GlobalAveragePool").Map("Flatten");
        b.Add(Node.Of("Identity", [x.Name], ["scores"]));
        return new TemporaryModel(b.Build(["scores"]));
    }

    [TestCase(12, 8, "seems to be transposed")]
    [TestCase(16, 24, "more than the input has")]
    [TestCase(0, 0, "H and W those of the input (8×12) or fewer")]
    public void A_map_that_cannot_be_one_of_the_input_is_refused(int height, int width, string why)
    {
        using var file = Wide();
        using var network = Network.Open(file.Path);
        var input = Tensor.Zeros(3, 8, 12);
        var map = new SaliencyMap(new float[height * width], height, width);
        Assert.That(
            () => network.ScoreMap(InputImage.FromTensor(input), map, ["sparseness"], 1),
            Throws.TypeOf<InputException>().With.Message.Contains(why));
        Assert.That(
            () => Scorer.Score(network.Model, input, map, 1, null, "sparseness"),
            Throws.TypeOf<InputException>().With.Message.Contains(why));
        var layer = new SaliencyMap([1, 2, 3, 4, 5, 6], 2, 3);
        Assert.That(Scorer.Score(network.Model, input, layer, 1, null, "sparseness")[0].Value, Is.Not.Null);
    }

    [Test]
    public void A_truth_that_is_not_of_the_picture_is_refused()
    {
        using var file = Wide();
        using var network = Network.Open(file.Path);
        var image = InputImage.FromTensor(Tensor.Zeros(3, 8, 12));
        var map = new SaliencyMap([.. Enumerable.Range(0, 96).Select(i => (float)i)], 8, 12);
        void Ask(Truth truth) => network.ScoreMap(image, map, ["pointing-game"], 1, truth);
        var turned = new bool[12, 8];
        turned[3, 3] = true;
        Assert.That(() => Ask(Truth.FromMask(turned)), Throws.TypeOf<InputException>().With.Message.Contains("transposed"));
        Assert.That(
            () => Ask(Truth.FromBoxes(new Box(5000, 5000, 5100, 5100))),
            Throws.TypeOf<InputException>().With.Message.Contains("outside of the picture of 12×8 pixels"));
        Assert.That(() => Ask(Truth.FromBoxes(new Box(10, 6, 40, 40))), Throws.Nothing);
    }

    [Test]
    public void A_truth_without_pixels_is_none()
    {
        Assert.That(() => Truth.FromBoxes(), Throws.ArgumentException);
        Assert.That(() => Truth.FromBoxes(new Box(5, 5, 5, 9)), Throws.ArgumentException);
        Assert.That(() => Truth.FromMask(new bool[4, 4]), Throws.ArgumentException);
    }
}
