using VisEval.Core;
using VisEval.Harness;
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

    [Test]
    public void A_truth_without_pixels_is_none()
    {
        Assert.That(() => Truth.FromBoxes(), Throws.ArgumentException);
        Assert.That(() => Truth.FromBoxes(new Box(5, 5, 5, 9)), Throws.ArgumentException);
        Assert.That(() => Truth.FromMask(new bool[4, 4]), Throws.ArgumentException);
    }
}
