using VisEval.Core;

namespace VisEval.Tests.Core;

/// <summary>What a misspelt name is answered with.</summary>
public sealed class SuggestionsTests
{
    private static readonly string[] Many = [.. Enumerable.Range(0, 30).Select(i => $"method-{i:00}")];

    [TestCase("gradcam", "Did you mean 'grad-cam'?")]
    [TestCase("zzzzzzzzzz", "Known: grad-cam, rise.")]
    public void Few_names_are_all_said_where_none_is_near(string name, string sentence) =>
        Assert.That(Suggestions.Sentence(name, ["grad-cam", "rise"]), Is.EqualTo(sentence));

    [TestCase("xyz", "None of the 30 known names is like it; the nearest: 'method-00', 'method-01', 'method-02'.")]
    [TestCase("method-7", "Did you mean 'method-07' or 'method-17' or 'method-27'?")]
    public void Of_many_names_the_nearest_are_said(string name, string sentence) =>
        Assert.That(Suggestions.Sentence(name, Many), Is.EqualTo(sentence));

    // By edit distance alone clrp and bow are nearer.
    [TestCase("lrp", "Did you mean 'lrp-flat' or 'lrp-epsilon' or 'clrp'?")]
    [TestCase("boa", "Did you mean 'Boa' or 'feather boa, boa' or 'bow'?")]
    public void Names_that_hold_the_word_go_first(string name, string sentence) => Assert.That(
        Suggestions.Sentence(name, ["clrp", "sglrp", "lrp-epsilon", "lrp-flat", "bow", "bee", "Boa", "feather boa, boa", "boat yard"]),
        Is.EqualTo(sentence));

    [Test]
    public void A_name_of_a_million_characters_is_compared_with_none() =>
        Assert.That(Suggestions.Sentence(new string('a', 1_000_000), Many), Is.EqualTo("None of the 30 known names is like it."));

    [Test]
    public void Nothing_to_choose_from_is_said() => Assert.That(Suggestions.Sentence("a", []), Is.EqualTo("There is none to choose from."));
}
