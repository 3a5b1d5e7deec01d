using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Cli.Output;

public sealed class InterimMeansViewTests
{
    [Test]
    public void Every_method_that_has_numbers_gets_its_means_and_how_many_explanations_they_are_over()
    {
        var text = Written(Results(("rise", "i1", 0.25), ("rise", "i2", 0.75), ("gradient", "i1", 0.5)));
        Assert.That(text, Does.StartWith("toys, linear: means so far"));
        Assert.That(text, Does.Match(@"method +over +sum ↓"));
        Assert.That(text, Does.Match(@"rise +2 +0\.500"));
        Assert.That(text, Does.Match(@"gradient +1 +0\.500"));
        Assert.That(text, Does.Not.Contain("deep"), "nothing was done for that network");
    }

    [Test]
    public void Without_numbers_nothing_is_written() => Assert.That(Written(Results()), Is.Empty);

    private static string Written(RunResults results)
    {
        using var output = new StringWriter();
        InterimMeansView.Write(results, new CliHost(output, TextWriter.Null));
        return output.ToString();
    }

    private static RunResults Results(params (string Method, string Image, double Value)[] scores) => new(
        RunnerPlan.Info(),
        [
            .. scores.Select(
                s => new ScoreRow(new CellKey("toys", "linear", s.Method, "sum", s.Image, 1), "number", s.Value, CellState.Ok)),
        ],
        [], [], [], [], [], []);
}
