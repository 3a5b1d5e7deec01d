using System.Diagnostics;
using VisEval.Core;
using VisEval.Methods;

namespace VisEval.Tests.Core;

/// <summary>Names and nestings that nobody means are refused at once.</summary>
public sealed class UnitLimitsTests
{
    private static readonly Catalogue<IAttributionMethod> Methods = new(typeof(IAttributionMethod).Assembly);

    [Test]
    public void Four_wrappers_may_stand_round_a_method_and_not_five()
    {
        static string Wrapped(int times) => string.Concat(Enumerable.Repeat("smooth:samples=2:", times)) + "gradient";
        Assert.That(Methods.Create(Wrapped(4)).Key, Is.EqualTo(Wrapped(4)));
        Assert.That(
            () => Methods.Create(Wrapped(5)),
            Throws.TypeOf<InputException>().With.Message.EqualTo("'smooth:samples=2:gradient' would be wrapper number 5; at most 4 units "
                + "may go round another, because each multiplies the work of what stands within."));
        Assert.That(() => Methods.Create(Wrapped(100)), Throws.TypeOf<InputException>());
    }

    [TestCase(2001)]
    [TestCase(10_000_000)]
    public void A_name_longer_than_any_is_refused_and_shown_by_its_beginning(int length)
    {
        var clock = Stopwatch.StartNew();
        Assert.That(
            () => Methods.Create(new string('a', length)),
            Throws.TypeOf<InputException>().With.Message.EqualTo(
                $"'{new string('a', 40)}…' has {length} characters; a name with its options has at most 2000."));
        Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(2));
    }

    [Test]
    public void No_nearest_name_is_looked_for_where_none_is_as_long()
    {
        var clock = Stopwatch.StartNew();
        Assert.That(Suggestions.For(new string('a', 10_000_000), ["a", "b"]), Is.Empty);
        Assert.That(Suggestions.For("gradeint", ["gradient", "rise"]), Is.EqualTo(new[] { "gradient" }));
        Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(2));
    }
}
