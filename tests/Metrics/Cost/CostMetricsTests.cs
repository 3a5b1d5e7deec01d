using System.Reflection;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Tests.Metrics.Cost;

public class CostMetricsTests
{
    [Test]
    public void They_read_what_was_measured()
    {
        var cost = new ExplanationCost(12.5, 30, 3, 77);
        var catalogue = new Catalogue<ICostMetric>(typeof(ICostMetric).Assembly);
        Assert.That(
            catalogue.Entries.Select(e => (e.Name, ((ICostMetric)catalogue.Create(e.Name).Value).Of(cost))),
            Is.EquivalentTo(new[] { ("runtime", 12.5), ("forwards", 30.0), ("backwards", 3.0), ("memory", 77.0) }));
        Assert.That(catalogue.Entries.Select(e => e.Type.GetCustomAttribute<PaperAttribute>()), Has.None.Null);
        Assert.That(
            catalogue.Entries.Select(e => ((ICostMetric)catalogue.Create(e.Name).Value).Info.Direction), Has.All.EqualTo(Direction.Lower));
    }
}
