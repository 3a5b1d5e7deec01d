using VisEval.Harness.Reports.Html;

namespace VisEval.Tests.Harness.Reports.Html;

public sealed class MarkupTests
{
    [Test]
    public void Text_is_escaped_and_markup_is_not()
    {
        var inner = Markup.Of($"<b>{"<&>\"'"}</b>");
        Assert.That(Markup.Of($"<p>{inner}</p>").Source, Is.EqualTo("<p><b>&lt;&amp;&gt;&quot;&#39;</b></p>"));
    }

    [Test]
    public void Numbers_are_invariant_and_nothing_is_nothing()
    {
        string? nothing = null;
        Assert.That(Markup.Of($"{1.5} {nothing}{Markup.Join([Markup.Of($"a"), Markup.Of($"b")])}").Source, Is.EqualTo("1.5 ab"));
    }
}
