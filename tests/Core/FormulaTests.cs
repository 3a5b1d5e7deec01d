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

    [TestCase("samples +", "ends too early")]
    [TestCase("(samples", "ends too early")]
    [TestCase("samples samples", "goes on")]
    [TestCase("unknown", "neither a numeric option")]
    [TestCase("floor(samples)", "ceil, min, max and count")]
    [TestCase("samples ^ 2", "no number, name, operator")]
    public void What_is_no_expression_is_refused(string text, string why) =>
        Assert.That(() => new Formula(text).Evaluate(Value, _ => 0), Throws.TypeOf<FormatException>().With.Message.Contains(why));

    private static double? Value(string name) => name switch
    {
        "samples" => 3,
        "max-size" => 10,
        _ => null,
    };
}
