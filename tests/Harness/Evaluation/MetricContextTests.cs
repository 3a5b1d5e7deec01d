using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class MetricContextTests
{
    private RunnerDirectory _run = null!;

    [SetUp]
    public void Begin() => _run = new RunnerDirectory();

    [TearDown]
    public void End() => _run.Dispose();

    [Test]
    public void A_metric_is_told_how_long_the_picture_of_an_input_is()
    {
        var input = new Tensor([9, 200, 7, 80], 1, 1, 2, 2);
        _run.Run(RunnerPlan.Of(1, [("gradient", RunnerMethod.Gradient())], [("size", new RunnerMetric(context => context.ImageSpace.CompressedSize(input)))]));

        var expected = InputPicture.ToWebP(input, new Preprocessing("gray", 1, [0], [1])).Length;
        Assert.That(_run.Load().Scores.Select(s => s.Value), Is.EqualTo(new double?[] { expected }));
    }
}
