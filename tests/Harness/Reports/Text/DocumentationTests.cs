using VisEval.Core;
using VisEval.Harness.Reports.Text;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;

namespace VisEval.Tests.Harness.Reports.Text;

public sealed class DocumentationTests
{
    [Test]
    public void Is_what_the_sources_say_in_plain_words() =>
        Assert.That(
            Documentation.Of(typeof(IMetric).Assembly)[typeof(Deletion)],
            Is.EqualTo("Area under the target's score while the pixels are taken away, the most salient first; lower is better."));

    [Test]
    public void No_metric_lacks_it_or_has_markup_in_it()
    {
        var documentation = Documentation.Of(typeof(IMetric).Assembly);
        var types = new Catalogue<IMetric>(typeof(IMetric).Assembly).Entries.Select(e => e.Type).ToList();
        Assert.That(types.Where(t => documentation[t].Length == 0), Is.Empty);
        Assert.That(types.Select(t => documentation[t]).Where(d => d.Contains("cref") || d.Contains("T:")), Is.Empty);
    }

    [Test]
    public void An_assembly_without_a_file_has_none() =>
        Assert.That(Documentation.Of(typeof(Uri).Assembly)[typeof(Uri)], Is.Empty);
}
