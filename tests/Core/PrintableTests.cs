using VisEval.Core;

namespace VisEval.Tests.Core;

public sealed class PrintableTests
{
    [TestCase("relu_6 α", "relu_6 α")]
    [TestCase("r\0evil", @"r\u0000evil")]
    [TestCase("\u001b[31mred\u0007", @"\u001B[31mred\u0007")]
    [TestCase("whole \ud83d\ude00", "whole \ud83d\ude00")]
    public void Control_characters_and_halves_of_pairs_are_written_out(string text, string shown) =>
        Assert.That(Printable.Of(text), Is.EqualTo(shown));

    // Alone, half of a pair cannot stand in an attribute.
    [Test]
    public void Half_of_a_pair_is_written_out() => Assert.That(Printable.Of("half " + (char)0xD83D), Is.EqualTo(@"half \uD83D"));

    [TestCase("relu_6 α\n\tb", "relu_6 α\n\tb")]
    [TestCase("\u001b[31mred\u0007\u202e", "⟨U+001B⟩[31mred⟨U+0007⟩⟨U+202E⟩")]
    public void Nothing_acts_unseen(string text, string shown) => Assert.That(Printable.Visible(text), Is.EqualTo(shown));

    [Test]
    public void The_middle_of_what_is_too_long_is_left_out()
    {
        Assert.That(Printable.Of(new string('x', 1_000_000), 10), Is.EqualTo("xxxxx…(1000000 characters)…xxxxx"));
        Assert.That(Printable.Of(new string('x', 10), 10), Has.Length.EqualTo(10));
    }
}
