using VisEval.Harness.Statistics;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class HolmTests
{
    [Test]
    public void Agrees_with_the_reference()
    {
        var golden = MetricGoldens.Of("Holm correction").Single();
        foreach (var (p, expected) in golden.Params.GetProperty("p").EnumerateArray().Zip(golden.Expected.EnumerateArray()))
            Assert.That(
                Holm.Adjust([.. p.EnumerateArray().Select(v => v.GetDouble())]),
                Is.EqualTo(expected.EnumerateArray().Select(v => v.GetDouble())).Within(golden.Tolerance));
    }

    [Test]
    public void Nothing_stays_nothing() => Assert.That(Holm.Adjust(Array.Empty<double>()), Is.Empty);
}
