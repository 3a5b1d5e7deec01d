using VisEval.Core;

namespace VisEval.Tests.Core;

public sealed class FormulaTests
{
    [TestCase("7", 7)]
    [TestCase("samples", 3)]
    [TestCase("samples + 2 * samples - 1", 8)]
    [TestCase("(samples + 2) * 2 / 4", 2.5)]
    [TestCase("ceil(samples / 2) * ceil(max-size / 2)", 10)]
    [TestCase("min(samples, max-size) + max(samples, max-size)", 13)]
    [TestCase("count(list) * samples", 6)]
    [TestCase("ceil(max(max-size - samples, 0) / 4) + 1", 3)]
    public void An_expression_has_the_value_it_looks_like(string text, double expected) =>
        Assert.That(new Formula(text).Evaluate(Value, name => name == "list" ? 2 : 0), Is.EqualTo(expected));

    [TestCase("when(fill, zero, 1, samples)", 1)]
    [TestCase("when(fill, blur, 1, samples) + 1", 4)]
    [TestCase("when(size, 0, max-size, size)", 10)]
    [TestCase("when(flag, true, when(ties, expected, 2, 5), 7)", 5)]
    [TestCase("count(list) + count(fill) + size + flag", 5)]
    public void A_choice_takes_one_of_two_by_the_value_of_an_option(string text, double expected)
    {
        var options = new Dictionary<string, object?>
        {
            ["fill"] = Fill.Zero,
            ["size"] = 0,
            ["flag"] = true,
            ["ties"] = "stable",
            ["list"] = "a+b+c",
            ["samples"] = 3,
        };
        Assert.That(new Formula(text).Evaluate(options, Value), Is.EqualTo(expected));
    }

    [Test]
    public void A_choice_by_what_is_no_option_is_refused() => Assert.That(
        () => new Formula("when(max-size, 10, 1, 2)").Evaluate(new Dictionary<string, object?>(), Value),
        Throws.TypeOf<FormatException>().With.Message.Contains("no option"));

    [TestCase("samples +", "ends too early")]
    [TestCase("(samples", "ends too early")]
    [TestCase("samples samples", "goes on")]
    [TestCase("unknown", "neither a numeric option")]
    [TestCase("floor(samples)", "ceil, min, max, count and when")]
    [TestCase("samples ^ 2", "no number, name, operator")]
    public void What_is_no_expression_is_refused(string text, string why) =>
        Assert.That(() => new Formula(text).Evaluate(Value, _ => 0), Throws.TypeOf<FormatException>().With.Message.Contains(why));

    private enum Fill
    {
        Zero,
    }

    private static double? Value(string name) => name switch
    {
        "samples" => 3,
        "max-size" => 10,
        _ => null,
    };
}
