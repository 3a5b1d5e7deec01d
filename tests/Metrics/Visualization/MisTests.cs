using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;
using VisEval.Tests.Testing;
using static VisEval.Tests.Testing.FakeVisualizationContext;

namespace VisEval.Tests.Metrics.Visualization;

public sealed class MisTests
{
    private static readonly Mis Own = new(PictureLikeness.OwnFeatures, Tasks: 2);

    [Test]
    public void Where_all_units_have_the_same_pictures_it_is_a_half()
    {
        var scores = Own.Evaluate(Context(Unit("a", 0, [3f, 1f]), Unit("b", 1, [3f, 1f])));
        Assert.That(scores.Select(s => s.Value), Is.EqualTo(new[] { 0.5, 0.5, 0.5, 0.5 }));
    }

    [Test]
    public void Pictures_like_the_best_photographs_win_every_task_by_a_known_difference()
    {
        // The features of photographs lie at ±1 on both axes about 0: cosines are 1, 0 and −1.
        var scores = Own.Evaluate(Context(Unit("a", 0, [1f, 0f]), Unit("b", 1, [-1f, 0f])));
        // q⁺ is like a's picture (1) and unlike b's (−1); q⁻ the other way round.
        var expected = 1 / (1 + Math.Exp(-4 / 0.16));
        Assert.That(scores.Where(s => s.Unit == "a").Select(s => s.Value), Is.EqualTo(new[] { 1, expected }).Within(1e-12));
        // Of unit b the highest responses are the same photographs, so that its pictures lose.
        Assert.That(scores.Where(s => s.Unit == "b").Select(s => s.Value), Is.EqualTo(new[] { 0, 1 - expected }).Within(1e-12));
    }

    [Test]
    public void It_is_the_formula_of_the_differences()
    {
        var random = Seed.Of(3).Random();
        float[] Draw() => [(float)random.NextGaussian(), (float)random.NextGaussian(), (float)random.NextGaussian()];
        float[][] photos = [.. Enumerable.Range(0, 12).Select(_ => Draw())];
        float[][] own = [Draw(), Draw(), Draw()], other = [Draw(), Draw()];
        var context = new FakeVisualizationContext(Unit("a", 0, own), Unit("b", 1, other))
        {
            Natural = Photos([.. photos.Select(p => (0, p))]),
            Others = [FakePictureNetwork.Itself(3)],
        };
        var mis = new Mis(PictureLikeness.OwnFeatures, Pictures: 2, Tasks: 3, Tau: 0.3);
        var scores = mis.Evaluate(context).Where(s => s.Unit == "a").ToList();
        double[] mean = [.. Enumerable.Range(0, 3).Select(i => photos.Average(p => (double)p[i]))];
        double Cosine(float[] x, float[] y)
        {
            var (a, b) = (x.Zip(mean, (v, m) => v - m).ToArray(), y.Zip(mean, (v, m) => v - m).ToArray());
            return a.Zip(b, (v, w) => v * w).Sum() / Math.Sqrt(a.Sum(v => v * v)) / Math.Sqrt(b.Sum(v => v * v));
        }
        double Side(float[] q) => own.Take(2).Average(e => Cosine(q, e)) - other.Take(2).Average(e => Cosine(q, e));
        var order = photos.OrderByDescending(p => p[0]).ToList();
        var differences = Enumerable.Range(0, 3).Select(i => Side(order[i]) - Side(order[11 - i])).ToList();
        Assert.That(scores[0].Value, Is.EqualTo(differences.Count(d => d > 0) / 3.0).Within(1e-12));
        Assert.That(scores[1].Value, Is.EqualTo(differences.Average(d => 1 / (1 + Math.Exp(-d / 0.3)))).Within(1e-9));
    }

    [Test]
    public void A_photograph_that_explains_is_no_task()
    {
        var natural = new MadePicture(Row(1, 0), true, new ExplanationCost(0, 0, 0, 0), "photo 0");
        var scores = Own.Evaluate(Context(new UnitPictures("a", 0, [natural]), Unit("b", 1, [-1f, 0f])));
        Assert.That(scores.Select(s => s.State.Text), Has.All.EqualTo("undefined:too-few-images"));
    }

    [Test]
    public void The_plain_name_has_no_number_and_one_unit_has_none()
    {
        var catalogue = new Catalogue<IVisualizationMetric>(typeof(IVisualizationMetric).Assembly);
        var context = Context(Unit("a", 0, [1f, 0f]));
        Assert.That(
            Assert.Throws<NotApplicableException>(() => catalogue.Create("mis").Value.Evaluate(context))!.Why, Is.EqualTo("no-dreamsim"));
        Assert.That(
            catalogue.Create("mis@own-features:tasks=2").Value.Evaluate(context).Select(s => s.State.Text),
            Has.All.EqualTo("undefined:one-unit"));
    }

    private static FakeVisualizationContext Context(params IReadOnlyList<UnitPictures> units) => new(units)
    {
        Natural = Photos((0, [1f, 0f]), (0, [1f, 0f]), (0, [-1f, 0f]), (0, [-1f, 0f])),
        Others = [FakePictureNetwork.Itself(2)],
    };
}
