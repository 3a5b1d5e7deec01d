using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Shared.Fills;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>The dialects of deletion and insertion against plain loops over each tool's stated definition.</summary>
public class RankingDialectsTests
{
    private const int Side = 16;
    private static readonly ImageSize Size = new(3, Side, Side);
    private static readonly int Pixels = Side * Side;
    private static readonly LinearModel Model = Soft();
    private static readonly Tensor Image = Images.Random(Size, 1, seed: 5).Values;
    private static readonly float[] Map = [.. Images.Random(new ImageSize(1, Side, Side), 1, seed: 6).Values.Values];
    private static readonly int[] Order = [.. Enumerable.Range(0, Pixels).OrderByDescending(i => Map[i])];
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);

    [Test]
    public void Xplique_follows_the_logit_over_ten_even_steps_from_zeros([Values] bool deletes)
    {
        double[] curve = [.. Enumerable.Range(0, 11).Select(i => Logit(Mix(Order[..(i * Pixels / 10)], deletes, 0)))];
        Assert.That(Value(deletes, "xplique"), Is.EqualTo(curve[..^1].Zip(curve[1..], (a, b) => (a + b) / 2).Average()).Within(1e-5));
    }

    [Test]
    public void Torch_cam_integrates_twenty_steps_over_the_true_share([Values] bool deletes)
    {
        var step = (Pixels + 19) / 20;
        int[] counts = [.. Enumerable.Range(0, 20).Select(i => i * step).Where(c => c < Pixels), Pixels];
        double[] curve = [.. counts.Select(c => Probability(Mix(Order[..c], deletes, 0)))];
        var area =
            Enumerable.Range(1, counts.Length - 1).Sum(i => (counts[i] - counts[i - 1]) / (double)Pixels * (curve[i] + curve[i - 1]) / 2);
        Assert.That(Value(deletes, "torch-cam"), Is.EqualTo(area).Within(1e-6));
    }

    [Test]
    public void InterpretDL_takes_the_mean_over_percentiles_of_a_gray_picture([Values] bool deletes)
    {
        var sorted = Map.Order().ToArray();
        double Percentile(double q)
        {
            var position = q / 100 * (Pixels - 1);
            var low = (int)position;
            return sorted[low] + (sorted[Math.Min(low + 1, Pixels - 1)] - sorted[low]) * (position - low);
        }
        var points = Enumerable.Range(1, 20).Select(i => Percentile(5 * (20 - i)))
            .Select(p => Probability(Mix([.. Order.Where(i => Map[i] > p)], deletes, 0.25f))).ToList();
        // The original picture is one more point: the first of a deletion; of an insertion the last, where the gray picture is none.
        points.Add(Probability(deletes ? Mix([], true, 0.25f) : Image.Values));
        var metric = Catalogue.Create($"{(deletes ? "deletion" : "insertion")}@interpretdl");
        Assert.That(metric.Value.Evaluate(Context()).Scores.Single().Value, Is.EqualTo(points.Average()).Within(1e-6));
    }

    [Test]
    public void OpenVINO_takes_thirty_even_steps_of_a_black_picture([Values] bool deletes)
    {
        double[] curve = [.. Enumerable.Range(0, 31).Select(i => Probability(Mix(Order[..(i * Pixels / 30)], deletes, -1)))];
        Assert.That(Value(deletes, "openvino"), Is.EqualTo((curve.Sum() - curve[0] / 2 - curve[^1] / 2) / 30).Within(1e-6));
    }

    [Test]
    public void LATEC_goes_in_steps_of_fifty_without_the_ends([Values] bool deletes)
    {
        var blurred = Blur.Gaussian15(Image).Values;
        double[] curve =
        [
            .. new[] { 50, 100, 150, 200, 250 }.Select(c => Order[..c]).Select(taken => Probability(deletes
                ? Mix(taken, true, 0)
                : [.. Image.Values.Select((value, i) => taken.Contains(i % Pixels) ? value : blurred[i])])),
        ];
        Assert.That(Value(deletes, "latec"), Is.EqualTo((curve.Sum() - curve[0] / 2 - curve[^1] / 2) / 5).Within(1e-6));
    }

    [Test]
    public void RISE_takes_28_steps_and_goes_through_ties_backwards([Values] bool deletes)
    {
        float[] map = [.. Map.Select(v => MathF.Round(v))];
        // An ascending sort that keeps equal pixels in their order, read from the end.
        int[] order = [.. Enumerable.Range(0, Pixels).OrderBy(i => map[i]).Reverse()];
        var (step, blurred) = ((Pixels + 27) / 28, Blur.Rise(Image).Values);
        int[] counts = [.. Enumerable.Range(0, 28).Select(i => i * step).Where(c => c < Pixels), Pixels];
        double[] curve =
        [
            .. counts.Select(c => order[..c]).Select(taken => Probability(deletes
                ? Mix(taken, true, 0)
                : [.. Image.Values.Select((value, i) => taken.Contains(i % Pixels) ? value : blurred[i])])),
        ];
        var metric = Catalogue.Create($"{(deletes ? "deletion" : "insertion")}@rise").Value;
        Assert.That(
            metric.Value(Model, Image, map, target: 1),
            Is.EqualTo((curve.Sum() - curve[0] / 2 - curve[^1] / 2) / (curve.Length - 1)).Within(1e-6));
    }

    [Test]
    public void Quantus_flips_whole_pixels_of_a_flat_map_and_version_0_6_every_channel_by_itself(
        [Values] bool deletes, [Values] bool defect)
    {
        var least = Image.Values.Min();
        // Of equal values of C×H×W the first in row-major order goes first.
        int[] order = [.. Enumerable.Range(0, defect ? Size.Length : Pixels).OrderByDescending(i => Map[i % Pixels])];
        var image = deletes ? (float[])Image.Values.Clone() : [.. Enumerable.Repeat(least, Size.Length)];
        var curve = order.Select(i =>
        {
            for (var entry = i; entry < Size.Length; entry += defect ? Size.Length : Pixels)
                image[entry] = deletes ? least : Image.Values[entry];
            return Probability(image);
        }).ToArray();
        Assert.That(
            Value(deletes, defect ? "quantus-0.6" : "quantus"), Is.EqualTo(curve.Sum() - curve[0] / 2 - curve[^1] / 2).Within(1e-4));
    }

    private static double? Value(bool deletes, string dialect) =>
        Catalogue.Create($"{(deletes ? "deletion" : "insertion")}@{dialect}").Value.Evaluate(Context()).Scores.Single().Value;

    private static FakeMetricContext Context() => new(new SaliencyMap(Map, Side, Side))
    {
        Model = Model,
        Image = Image,
        Target = 1,
        Grays = value =>
            new Tensor([.. Enumerable.Repeat(value == 0 ? -1f : value == 127 ? 0.25f : float.NaN, Size.Length)], 1, 3, Side, Side),
    };

    // The image without the pixels, or the constant picture with them.
    private static float[] Mix(int[] pixels, bool deletes, float fill)
    {
        var taken = pixels.ToHashSet();
        return [.. Image.Values.Select((value, i) => taken.Contains(i % Pixels) == deletes ? fill : value)];
    }

    private static double Logit(float[] image) => Model.Predict(new Tensor(image, 1, 3, Side, Side)).Logit(0, 1);

    private static double Probability(float[] image) => Model.Predict(new Tensor(image, 1, 3, Side, Side)).Probability(0, 1);

    private static LinearModel Soft()
    {
        var model = LinearModel.Random(Size, 3, seed: 4);
        return new LinearModel(Size, [.. model.Weights.Select(row => row.Select(w => 0.1f * w).ToArray())], model.Bias);
    }
}
