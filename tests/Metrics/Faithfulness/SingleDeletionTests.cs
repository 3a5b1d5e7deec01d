using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class SingleDeletionTests
{
    private static readonly ImageSize Size = new(2, 8, 12);
    private static readonly float[] Weights = [.. Enumerable.Range(0, Size.Length).Select(i => (float)Math.Sin(3 * i * i + 1))];
    private static readonly Tensor Image = new([.. Enumerable.Range(0, Size.Length).Select(i => (float)Math.Cos(i))], 1, 2, 8, 12);

    private static FakeClassifier Model => FakeClassifier.Linear(Size, Weights, new float[Size.Length]);

    [Test]
    public void Contributions_of_a_linear_model_are_ranked_perfectly_and_their_negative_the_other_way()
    {
        float[] map = [.. Enumerable.Range(0, Size.Pixels).Select(i => Contribution(i) + Contribution(i + Size.Pixels))];
        Assert.That(Score(map).Value, Is.EqualTo(1).Within(1e-12));
        Assert.That(Score([.. map.Select(v => -3 * v)]).Value, Is.EqualTo(-1).Within(1e-12));
    }

    [Test]
    public void The_dialect_idsds_is_the_rank_correlation_over_4_by_4_cells_by_hand_with_17_passes()
    {
        var model = Model;
        float[] map = [.. Enumerable.Range(0, Size.Pixels).Select(i => (float)Math.Sin(i * 7))];
        var metric = new Catalogue<IMetric>(typeof(IMetric).Assembly).Create("single-deletion@idsds").Value;
        var value = metric.Evaluate(Context(map, model)).Scores.Single().Value;
        var (sums, losses) = (new double[16], new double[16]);
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 12; x++)
            {
                var (cell, pixel) = (y / 2 * 4 + x / 3, y * 12 + x);
                sums[cell] += map[pixel];
                losses[cell] += Contribution(pixel) + Contribution(pixel + Size.Pixels);
            }
        double Rank(double[] series, int i) => series.Count(v => v < series[i]);
        var differences = Enumerable.Range(0, 16).Sum(i => Math.Pow(Rank(sums, i) - Rank(losses, i), 2));
        Assert.That(value, Is.EqualTo(1 - 6 * differences / (16 * 255)).Within(1e-9), "Spearman without ties");
        Assert.That(model.Calls.Sum(), Is.EqualTo(17));
    }

    [Test]
    public void Cells_are_run_once_for_all_maps_and_the_score_is_an_option()
    {
        var model = Model;
        var context = Context([.. Enumerable.Range(0, 96).Select(i => (float)i)], model);
        new SingleDeletion().Evaluate(context);
        new SingleDeletion(Score: TargetScore.Probability).Evaluate(context);
        Assert.That(model.Calls.Sum(), Is.EqualTo(17));
    }

    [Test]
    public void A_map_or_a_model_that_does_not_order_cells_has_a_state()
    {
        Assert.That(Score(new float[96]).State.Text, Is.EqualTo("degenerate:constant"));
        var blind = FakeClassifier.Linear(Size, new float[Size.Length], new float[Size.Length]);
        Assert.That(
            new SingleDeletion().Evaluate(Context([.. Weights.Take(96)], blind)).Scores[0].State.Text,
            Is.EqualTo("undefined:constant-series"));
        Assert.That(
            new SingleDeletion(Fill: PixelFill.Mean).Evaluate(Context([.. Weights.Take(96)], Model)).Scores[0].State.IsOk, "another fill");
    }

    private static float Contribution(int value) => Weights[value] * Image.Values[value];

    private static ScoreValue Score(float[] map) => new SingleDeletion().Evaluate(Context(map, Model)).Scores.Single();

    private static FakeMetricContext Context(float[] map, FakeClassifier model) =>
        new(new SaliencyMap(map, 8, 12)) { Model = model, Image = Image };
}
